"""Every trap of real notes that we know of: the written record that holds it, and what it becomes.

The records are those of `tests/gold/sources`; lines are numbered as people number them.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.corpus import RefusedError, SessionFile, load_corpus
from pipeline.documents import READERS, read_document
from pipeline.extract.accounting import Use
from pipeline.extract.dating import contradiction
from pipeline.extract.layouts import Layout
from pipeline.extract.notes import read_notes
from pipeline.extract.record import Record
from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.traced import Traced
from schemas.words import DocumentKind

SOURCES = Path(__file__).parent / "gold" / "sources"
REFUSED_FILES = Path(__file__).parent / "corpus" / "refused"


@dataclass(frozen=True)
class Trap:
    """What a record says of a trap: by line of the question, or of the line itself.

    `headings` and `asked` go by question; `speakers` are those of its answers; `aside` are the
    rules or reasons for lines that are in no question; `absent` words stand in no row.
    """

    name: str
    source: str
    headings: dict[int, str | None] = field(default_factory=dict)
    asked: dict[int, str] = field(default_factory=dict)
    speakers: dict[int, list[str | None]] = field(default_factory=dict)
    aside: dict[int, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()


PLAIN, BULLETS = "plain-2031-03-12.txt", "txt-bullets-2012-03-19.txt"
NESTED, MIXED = "nested-2030-12-14.txt", "mixed-2028-03-19.txt"
TRANSLATE, TALK = "wikitext-translate-2024-05-16.wiki", "wikitext-talk-2019-11-07.wikitext"
GUEST, PANEL = "md-guest-2018-06-21.md", "txt-panel-2017-11-09.txt"
PARLIAMENT = "txt-parliament-2031-10-30.txt"
IRC, DIGEST = "txt-irc-2031-04-08.txt", "txt-digest-2030-06-17.txt"
DISCORD, BOARD = "txt-discord-2031-07-22.txt", "txt-forum-2029-11-19.txt"
MAREN, PAVEL = "Maren Oduya", "Pavel Quist"
NGOZI, KWABENA = "Ngozi Achterberg", "Kwabena Osei-Lindqvist"

TRAPS = [
    Trap("a bare heading line", PLAIN, headings={32: "Council Elections 2031"}),
    Trap("a heading was lost", PLAIN, headings={61: None, 63: None}),
    Trap("a team speaks", PLAIN, speakers={45: [NGOZI, "Data Commons team"]}),
    Trap("answers as nested bullets", NESTED, speakers={13: [KWABENA]}),
    Trap("[edit] glued by a skin", NESTED, headings={13: "Notes", 24: "Instruments"}),
    Trap("editThis and Sign upEdit", BULLETS, absent=("editThis", "upEdit")),
    Trap("a heading carries speakers", BULLETS, headings={34: "Workshops - Aigerim"}),
    Trap("several ? in a bullet", BULLETS, asked={13: "Why was the spring festival moved"}),
    Trap("an address eaten by a skin", BULLETS, absent=("(_AT_)",)),
    Trap("a signature of a talk page", MIXED, absent=("Brambling", "[reply]")),
    Trap("a question without an answer", NESTED, speakers={30: []}),
    Trap("a translation's legend", "wikitext-mixed-2023-02-25.wiki", absent=("Outdated",)),
    Trap("languages tag, title in translate", TRANSLATE, headings={18: "Grants"}),
    Trap("a translate tag that is never closed", TRANSLATE, absent=("<translate>", "T:")),
    Trap("tvar in both spellings", TRANSLATE, absent=("tvar", "</>")),
    Trap("a comment holds a question", TRANSLATE, aside={27: "comment"}),
    Trap("templates at the foot", TRANSLATE, aside={46: "template", 47: "category"}),
    Trap("nowiki and users' links", TALK, absent=("nowiki", "[[", "]]")),
    Trap("questions in a row share one answer", GUEST, speakers={17: ["Zainab Lindgren-Mori"]}),
    Trap("anchors and askers' names", GUEST, absent=("<a", "#</a>")),
    Trap("front matter", GUEST, aside={1: "front_matter"}),
    Trap("code in a fence", GUEST, aside={32: "code_fence", 33: "code"}),
    Trap("Q - and A -", "md-dash-2016-10-04.md", absent=("Q - ", "A - ", "&amp;")),
    Trap("Question No 1 :", "md-number-2022-03-09.md", speakers={8: ["Rafiq Montoya"]}),
    Trap("**Q What…** without a colon", "md-bold-2020-08-27.md", absent=("**",)),
    Trap("Q1: and Q2:", "md-q1-2024-11-12.md", absent=("Q1:", "A1+2")),
    Trap("replies cross in a log of IRC", IRC, speakers={12: [PAVEL], 14: [PAVEL, MAREN]}),
    Trap("bystanders and askers of a log", IRC, aside={13: "moderation", 18: "moderation"}, absent=("wim_b", "skip")),
    Trap("a mail quotes what it answers", DIGEST, asked={25: "Why has the levy"}, aside={24: "asker"}, absent=("Marchetti", ">")),
    Trap("names, badges and times on lines of their own", DISCORD, speakers={16: ["Osei", "Hanneke V"]}),
    Trap("a quotation on a board is asked once", BOARD, asked={10: "Hi Sefton!"}, aside={31: "quotation"}),
    Trap("who answers where nobody is named", "txt-broadcast-2031-05-27.txt", speakers={5: ["Linnea Abara"]}, absent=("Bus Dad",)),
    Trap("an asker asks on in a list", "wikitext-numbered-2030-03-14.wiki", asked={7: "Will those three"}),
    Trap("initials of attendees", "txt-initials-2019-08-16.txt", absent=("TD:",)),
    Trap("two speakers on one line", PANEL, speakers={27: ["Idris Antonopoulou", "Sunniva Quispe"]}),
    Trap("a name before a time", "txt-times-2021-02-02.txt", absent=("00:0",)),
    Trap("a time before a name", "txt-clock-2020-12-08.txt", absent=("[05:41]", "Speaker 4")),
    Trap("CR-only line ends", "txt-cr-2001-12-03.txt", asked={7: "Who mows the dykes"}),
    Trap("UTF-16", "txt-chinese-2026-06-30.txt", absent=("问：", "答：")),
    Trap("windows-1252", "txt-cp1252-2009-09-23.txt", absent=("Ã", "\x80")),
    Trap("a script without spaces", "txt-japanese-2028-10-15.txt", absent=("問：",)),
    Trap("marks that turn the writing", "txt-hebrew-2024-02-11.txt", absent=("\u202b", "\u200f")),
    Trap("a saved page of a wiki", "html-mediawiki-2021-10-13.html", absent=("[edit]", "Jump to")),
    Trap("a page of a CMS", "html-cms-2027-04-09.html", absent=("cookie", "Share", "Leave a")),
    Trap("a page in one line", "html-minified-2026-09-01.html", absent=("<", "&nbsp;")),
    Trap("a stub", "txt-stub-2025-04-24.txt"),
    Trap("a table's column By", "html-table-2031-10-16.html", speakers={13: ["Frank Nemec"]}),
    Trap("two pairs of brackets", PARLIAMENT, speakers={27: ["Graham Pell"], 37: ["Ruth Adair"]}),
    Trap("who presides", PARLIAMENT, absent=("Order.",)),
    Trap("quoted words alone", "txt-council-2031-11-05.txt", speakers={65: ["P Dunmore"]}),
    Trap("figures in a list", "html-accordion-2031-10-02.html", speakers={24: ["Yusuf Demir"]}),
    Trap("translate markers", "wikitext-markers-2031-09-04.wiki", absent=("T:", "translate", "tvar")),
]  # fmt: skip


@cache
def _record(source: str) -> Record:
    path = SOURCES / source
    return read_notes(READERS[path.suffix[1:]](path.read_bytes()), date(2031, 5, 6), "en")


def _published(record: Record) -> str:
    said = [question.text.text for question in record.questions]
    said += [question.heading.text for question in record.questions if question.heading]
    said += [answer.text for question in record.questions for answer in question.answers]
    return "\n".join(said)


def faults(trap: Trap, record: Record) -> list[str]:
    """What a record gets wrong of a trap."""
    by_line = {question.line_start: question for question in record.questions}
    uses = {n: use for use in record.uses for n in range(use.line_start, use.line_end + 1)}
    found = [f"line {n} is no question" for n in trap.headings if n not in by_line]
    for n, heading in trap.headings.items():
        held = by_line[n].heading if n in by_line else None
        if (held.text if held else None) != heading:
            found.append(f"line {n} stands under {held}")
    for n, text in trap.asked.items():
        if n not in by_line or not by_line[n].text.text.startswith(text):
            found.append(f"line {n} does not ask {text}")
    for n, names in trap.speakers.items():
        answers = by_line[n].answers if n in by_line else None
        said = [a.person.name if a.person else None for a in answers or ()]
        if answers is None or said != names:
            found.append(f"line {n} is answered by {said}")
    for n, rule in trap.aside.items():
        if uses[n].use is Use.USED or uses[n].why != rule:
            found.append(f"line {n} is {uses[n].use} ({uses[n].why})")
    return found + [f"{word} is published" for word in trap.absent if word in _published(record)]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_a_trap_is_handled(trap: Trap) -> None:
    record = _record(trap.source)
    assert bool(record.questions) is (trap.name != "a stub")
    assert not faults(trap, record)


def test_what_is_wrong_is_found() -> None:
    wrong = Trap(
        "wrong", PLAIN, {32: None, 33: "x"}, {34: "Who"}, {32: []}, {32: "rule"}, ("Ngozi",)
    )
    assert len(faults(wrong, _record(PLAIN))) >= 6


@dataclass(frozen=True)
class Family:
    """A family of notes: its format and layout, as the program itself says of a record."""

    name: str
    format: str
    layout: Layout


FAMILIES = [
    Family("a wiki's plain rendering", "text", Layout.BULLETED),
    Family("Q and A in plain text", "text", Layout.MARKED),
    Family("turns, of a panel or a parliament", "text", Layout.TURNS),
    Family("minutes in reported speech", "text", Layout.REPORTED),
    Family("Q and A in Markdown", "markdown", Layout.MARKED),
    Family("lists in Markdown", "markdown", Layout.BULLETED),
    Family("a question as heading", "markdown", Layout.HEADED),
    Family("turns in Markdown", "markdown", Layout.TURNS),
    Family("open discussion", "markdown", Layout.DISCUSSION),
    Family("an outline", "markdown", Layout.OUTLINE),
    Family("notes in prose", "markdown", Layout.PROSE),
    Family("a chat or mails in plain text", "text", Layout.CROSSING),
    Family("a thread of comments", "markdown", Layout.CROSSING),
    Family("a wiki's source", "wikitext", Layout.BULLETED),
    Family("a talk page's source", "wikitext", Layout.HEADED),
    Family("a table of a wiki", "wikitext", Layout.MARKED),
    Family("a saved page of a wiki", "html", Layout.BULLETED),
    Family("a page whose headings ask", "html", Layout.HEADED),
    Family("a page of tables", "html", Layout.MARKED),
    Family("turns on a page", "html", Layout.TURNS),
]


FORMATS = {
    "txt": "text",
    "md": "markdown",
    "html": "html",
    "wiki": "wikitext",
    "wikitext": "wikitext",
}


@cache
def _families() -> frozenset[tuple[str, str]]:
    """Format and layout of every section of every record."""
    return frozenset(
        (FORMATS[path.suffix[1:]], layout)
        for path in SOURCES.iterdir()
        for layout in _record(path.name).layouts
    )


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_family_has_a_record(family: Family) -> None:
    assert (family.format, family.layout) in _families()


def test_every_record_is_of_a_family_and_every_trap_has_one() -> None:
    """So that a record of a new family, or a file that is renamed, is noticed here."""
    assert _families() == {(family.format, family.layout) for family in FAMILIES}
    assert {trap.source for trap in TRAPS} <= {path.name for path in SOURCES.iterdir()}


REFUSED = {
    "year.md": "holds 3 sessions",
    "vimwiki.wiki": "seems to be Vimwiki",
    "twiki.wiki": "seems to be TWiki",
    "login.html": "seems to be a login page",
    "chapters.txt": "seems to be",
    "office.md": "seems to be a zip archive",
    "empty.txt": "holds nothing but blank lines",
}


def _read(path: Path) -> Document:
    kind = DocumentKind.NOTES
    data = path.read_bytes()
    return read_document(
        SessionFile(path.name, path.name, kind, path.suffix[1:], None, None, data, "")
    )


@pytest.mark.parametrize(("name", "said"), REFUSED.items())
def test_what_is_no_session_is_refused_and_said_to_be(name: str, said: str) -> None:
    with pytest.raises((UnreadableError, RefusedError), match=re.escape(said)):
        _read(REFUSED_FILES / name)


def test_every_file_of_that_kind_is_tried_and_no_record_is_refused() -> None:
    assert {path.name for path in REFUSED_FILES.iterdir()} == set(REFUSED)
    assert _read(SOURCES / PLAIN).blocks


@pytest.mark.parametrize(
    "title",
    ["Office hours 2022-08-18", "Call of August 18 2022", "Call 2022 08 18", "Call 18-08-2022"],
)
def test_a_title_is_dated_in_many_forms(title: str) -> None:
    said = Traced.at(title, 1)
    assert contradiction(date(2022, 8, 18), said, (), None) is None
    other = contradiction(date(2022, 8, 19), said, (), None)
    assert other
    assert other[1].startswith("the title says 2022-08-18")


def test_an_address_and_a_text_that_disagree_are_both_told() -> None:
    """As after a page was moved."""
    held = [Traced.at("The call took place on 18 August 2022.", 3)]
    address = "https://wiki.example/Office_hours_2022-08-25"
    said = contradiction(date(2022, 8, 18), None, held, address)
    assert said
    assert "2022-08-18" in said[1]
    assert "the address says 2022-08-25" in said[1]
    assert contradiction(date(2022, 8, 18), None, held, address.replace("25", "18")) is None


def test_two_sessions_may_share_a_day(tmp_path: Path) -> None:
    for name in ("2031-05-06-morning", "2031-05-06-evening"):
        (tmp_path / "sessions" / name).mkdir(parents=True)
        (tmp_path / "sessions" / name / "notes.md").write_text("# Call\n\n- Why?\n  - Ida: Tide.\n")
    loaded = load_corpus(tmp_path)
    assert [session.session_id for session in loaded.sessions] == [
        "2031-05-06-evening",
        "2031-05-06-morning",
    ]
    assert {session.date for session in loaded.sessions} == {date(2031, 5, 6)}
