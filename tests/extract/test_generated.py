"""What holds for any record in any format: lines add up, no text is lost and none invented."""

import re
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes
from pipeline.extract.record import Record
from pipeline.readers.document import Document

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
        "nested": "<ul><li>{}</li></ul>\n", "turn": "<p>{}</p>\n", "text": "<p>{}</p>\n",
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
PARTS = st.one_of(
    st.tuples(st.just("heading"), SENTENCES),
    st.tuples(st.just("item"), SENTENCES),
    st.tuples(st.just("nested"), st.builds("{}: {}".format, NAMES, SENTENCES)),
    st.tuples(st.just("turn"), st.builds("{}: {}".format, NAMES, SENTENCES)),
    st.tuples(st.just("text"), SENTENCES),
    st.tuples(st.just("gap"), st.just("")),
)


def read(suffix: str, parts: list[tuple[str, str]]) -> tuple[Document, Record]:
    markup = MARKUP[suffix]
    source = "".join(markup[kind].format(text) for kind, text in parts)
    document = READERS[suffix](f"{markup['text'].format('Opening words.')}{source}".encode())
    return document, read_notes(document, date(2031, 5, 6), "en")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(MARKUP)), st.lists(PARTS, min_size=1, max_size=14))
def test_lines_add_up_and_every_published_word_is_in_its_place(
    suffix: str, parts: list[tuple[str, str]]
) -> None:
    document, record = read(suffix, parts)
    assert [use.line_start for use in record.uses] == [
        1, *(use.line_end + 1 for use in record.uses[:-1])
    ]  # fmt: skip
    assert record.uses[-1].line_end == len(document.lines)
    for question in record.questions:
        told = [(question.text.text, question.line_start, question.line_end)]
        told += [(answer.text, answer.line_start, answer.line_end) for answer in question.answers]
        for text, start, end in told:
            source = " ".join(document.lines[start - 1 : end])
            assert set(words(text)) <= set(words(source))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(MARKUP)), st.lists(PARTS, min_size=1, max_size=14))
def test_no_text_under_a_question_is_lost(suffix: str, parts: list[tuple[str, str]]) -> None:
    document, record = read(suffix, parts)
    for question in record.questions:
        told = [(question.text.text, question.line_start, question.line_end)]
        told += [(answer.text, answer.line_start, answer.line_end) for answer in question.answers]
        held = {word for text, *_ in told for word in words(text)}
        spans = [range(start, end + 1) for _, start, end in told]
        for block in document.blocks:
            if any({block.line_start, block.line_end} <= set(span) for span in spans):
                # labels, marks and the names of those who ask are not part of what is said
                said = re.sub(r"^[^:]{1,20}: | – tidewatcher$", "", block.text.text)
                assert set(words(said)) <= held
