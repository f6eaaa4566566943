"""What holds for any record in any format: lines add up, no text is lost and none invented."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.documents import READERS
from pipeline.extract.accounting import LineUse, Use
from pipeline.extract.layouts import Layout
from pipeline.extract.notes import read_notes
from pipeline.extract.record import Record
from pipeline.readers.document import BlockKind, Document
from pipeline.readers.traced import Traced

MARKUP = {
    "txt": {
        "heading": "\n{}\n\n", "item": "  • {}\n", "nested": "    • {}\n", "turn": "{}\n",
        "text": "{}\n", "gap": "\n\n\n",
    },
    "md": {
        "heading": "\n## {}\n\n", "item": "- {}\n\n", "nested": "  - {}\n\n", "turn": "{}\n\n",
        "text": "{}\n\n", "gap": "\n---\n\n",
    },
    "wiki": {
        "heading": "== {} ==\n", "item": "* {}\n", "nested": "** {}\n", "turn": "{}\n\n",
        "text": "{}\n\n", "gap": "<!-- gap -->\n",
    },
    "html": {
        "heading": "<h2>{}</h2>\n", "item": "<ul><li>{}</li></ul>\n",
        "nested": "<ul><li><ul><li>{}</li></ul></li></ul>\n", "turn": "<p>{}</p>\n", "text": "<p>{}</p>\n",
        "gap": "<hr>\n",
    },
}  # fmt: skip
NAMES = st.sampled_from(
    ["Ana", "Bo Ek", "Łucja van Dam", "From the Kelp Team", "Second", "MB", "Q", "A"]
)
WORDS = st.lists(
    st.sampled_from("the gate lock tide why Not we will 14 O’Hara ferry wird geöffnet 港".split()),
    min_size=1, max_size=12,
).map(" ".join)  # fmt: skip
ENDS = st.sampled_from([".", "?", "? And why?", ":", "!", "", " – tidewatcher"])
SENTENCES = st.builds("{}{}".format, WORDS, ENDS)
ROWS = st.lists(st.tuples(SENTENCES, SENTENCES), min_size=1, max_size=4)
HEADS = st.sampled_from([[], [("Question", "Answer")]])
TABLES = st.builds(lambda head, rows: "\n".join(map("|".join, head + rows)), HEADS, ROWS)
ALONE = ("Q:", "A:", "Q1.", "Question", "Answer", "Ana:", "@zed_9", "Ida Holm")  # say nothing
PARTS = st.one_of(
    st.tuples(st.just("heading"), SENTENCES),
    st.tuples(st.just("item"), SENTENCES),
    st.tuples(st.just("nested"), st.builds("{}: {}".format, NAMES, SENTENCES)),
    st.tuples(st.just("turn"), st.builds("{}: {}".format, NAMES, SENTENCES)),
    st.tuples(st.just("text"), SENTENCES),
    st.tuples(st.sampled_from(["heading", "item", "text"]), st.sampled_from(ALONE)),
    st.tuples(st.just("gap"), st.just("")),
    st.tuples(st.just("table"), TABLES),
)


def read(suffix: str, parts: list[tuple[str, str]]) -> tuple[Document, Record]:
    markup = MARKUP[suffix]
    source = "".join(
        table(suffix, text) if kind == "table" else markup[kind].format(text)
        for kind, text in parts
    )
    document = READERS[suffix](f"{markup['text'].format('Opening words.')}{source}".encode())
    return document, read_notes(document, date(2031, 5, 6), "en")


def table(suffix: str, rows: str) -> str:
    """A table of two columns, each row on a line of its own."""
    cells = [row.split("|") for row in rows.split("\n")]
    if suffix == "html":
        made = "".join(f"<tr><td>{asked}</td><td>{said}</td></tr>\n" for asked, said in cells)
        return f"<table>\n{made}</table>\n"
    if suffix == "wiki":
        return "{|\n" + "".join(f"|-\n| {asked} || {said}\n" for asked, said in cells) + "|}\n"
    lines = [f"| {asked} | {said} |\n" for asked, said in cells]
    if suffix == "md":
        lines.insert(1, "|---|---|\n")
    return "".join([*lines, "\n"])


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def told(record: Record) -> list[tuple[str, int, int]]:
    """The texts of all questions and answers, each with its first and last line."""
    found = [(q.text.text, q.line_start, q.line_end) for q in record.questions]
    return found + [(a.text, a.line_start, a.line_end) for q in record.questions for a in q.answers]


def invented(document: Document, record: Record) -> list[str]:
    """Words of a question or an answer that its lines do not hold as often."""
    return [
        word
        for text, start, end in told(record)
        for word in Counter(words(text)) - Counter(words(" ".join(document.lines[start - 1 : end])))
    ]


def lost(document: Document, record: Record) -> list[str]:
    """Words of used lines behind the header that no question, answer, heading or label holds."""
    first = min((q.line_start for q in record.questions), default=0)
    held = Counter(word for text, *_ in told(record) for word in words(text))
    held += Counter(words(" ".join(q.heading.text for q in record.questions if q.heading)))
    used = {n for use in record.uses if use.use is Use.USED for n in span(use)}
    missing = []
    for block in document.blocks:
        lines = set(range(block.line_start, block.line_end + 1))
        heads = block.kind is BlockKind.HEADING  # of a section that may hold no question
        if first and block.line_start >= first and lines <= used and not heads:
            said = re.sub(
                r"^(?:\[4:0\d PM\] )?[^:]{1,20}:(?: |$)| – tidewatcher$", "", block.text.text
            )
            said = "" if block.text.text in ALONE else said
            missing += [word for word in words(said) if not held[word]]
    return missing


def span(use: LineUse) -> range:
    return range(use.line_start, use.line_end + 1)


def unaccounted(document: Document, record: Record) -> list[int]:
    """Lines that the uses hold not once."""
    held = Counter(n for use in record.uses for n in span(use))
    return [n for n in range(1, len(document.lines) + 1) if held[n] != 1]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(MARKUP)), st.lists(PARTS, min_size=1, max_size=14))
def test_lines_add_up_no_text_is_lost_and_none_invented(
    suffix: str, parts: list[tuple[str, str]]
) -> None:
    document, record = read(suffix, parts)
    assert all(text for text, *_ in told(record))
    assert not unaccounted(document, record)
    assert not invented(document, record)
    assert not lost(document, record)


@pytest.mark.parametrize("suffix", sorted(MARKUP))
@pytest.mark.parametrize(
    ("layout", "parts"),
    [
        ("bulleted", [("item", "the gate?"), ("turn", "Ana: lock."), ("text", "tide will.")]),
        ("marked", [("turn", "Q: the gate?"), ("turn", "A: lock."), ("text", "tide will.")]),
        ("headed", [("heading", "the gate?"), ("text", "lock."), ("heading", "why?"), ("text", "tide.")]),
        ("turns", [("turn", f"{name}: {said}") for name, said in (("MB", "the gate?"), ("Bo Ek", "lock.")) * 2]),
        ("marked", [("table", "Question|Answer\nwhy the gate?|lock.\nwhen?|tide will.")]),
        ("threads", [("heading", "lock"), ("text", "the gate? Zed (talk)"), ("item", "lock. Bo (talk)")] * 2),
        ("alternating", [("text", "the gate?"), ("text", "lock.")] * 3),
        ("crossing", [("turn", "[4:02 PM] zed: the gate why?"), ("turn", "[4:03 PM] bo_e: lock.")] * 3),
        (
            "discussion",
            [("turn", f"{who}: {said}") for who, said in zip("Ana Bo Cem Bo Ana Cem Dora Ana Cem Dora".split(), "the gate why?|lock.|tide.|the tide why?|gate.|not.|we will.|ferry.|we will.|lock.".split("|"), strict=True)],
        ),
        ("outline", [("item", "gate"), ("nested", "Bo Ek: why?"), ("nested", "Łucja van Dam: the lock."), ("item", "tide")]),
        ("prose", [("text", "is the gate of the lock shut? tide will.")] * 3),
        ("reported", [("text", "Ana asked whether we will. Bo said the gate.")] * 2),
    ],
)  # fmt: skip
def test_every_layout_is_among_them_and_each_fault_is_found(
    suffix: str, layout: str, parts: list[tuple[str, str]]
) -> None:
    document, record = read(suffix, [*parts, ("turn", "Ana: not.")])
    if layout in record.layouts:
        question = record.questions[0]
        more = replace(question, text=Traced.at(f"{question.text.text} weir", 1))
        assert invented(document, replace(record, questions=(more, *record.questions[1:])))
        less = replace(question, answers=(), text=Traced.at("x", 1))
        assert lost(document, replace(record, questions=(less,)))
        assert unaccounted(document, replace(record, uses=record.uses[1:]))
    else:  # bare lines in a row are no headings in every format
        assert layout == "headed"


def test_every_layout_has_an_example() -> None:
    """A layout that is added needs a generated record."""
    covered = {"bulleted", "marked", "headed", "turns", "threads", "crossing", "reported"}
    covered |= {"alternating", "discussion", "outline", "prose"}
    assert {layout.value for layout in Layout if layout} == covered
