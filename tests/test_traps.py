"""Every trap of real notes that we know of: the written record that holds it, and what it becomes.

The records are those of `tests/gold/sources`; lines are numbered as people number them.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.documents import READERS
from pipeline.extract.accounting import Use
from pipeline.extract.notes import read_notes
from pipeline.extract.record import Record

SOURCES = Path(__file__).parent / "gold" / "sources"


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
