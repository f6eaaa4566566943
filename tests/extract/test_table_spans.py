"""Tables of questions and answers in which cells span rows and columns."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes

HEAD = [("Question", 1, 1), ("Answer", 1, 1), ("Answered by", 1, 1)]


def page(rows):
    """A table of a page, a line a row; cells are texts with the rows and columns that they span."""
    lines = (
        "".join(f'<td rowspan="{down}" colspan={across}>{text}</td>' for text, down, across in row)
        for row in rows
    )
    table = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<h1>Call</h1>\n<p>We met.</p>\n<table>\n{table}\n</table>", "html"


def wiki(rows):
    """The same in wikitext."""
    lines = (
        "| "
        + " || ".join(f'rowspan="{down}" colspan={across} | {text}' for text, down, across in row)
        for row in rows
    )
    table = "\n|-\n".join(lines)
    return f"= Call =\nWe met.\n{{|\n{table}\n|}}\n", "wiki"


def read(text, suffix):
    return read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en").questions


def rows(text, suffix):
    return [
        (
            q.heading.text if q.heading else None,
            q.text.text,
            [(a.attribution, a.text) for a in q.answers],
        )
        for q in read(text, suffix)
    ]


@pytest.fixture(params=[page, wiki])
def written(request):
    return request.param


def test_a_question_that_spans_several_answers(written):
    table = [
        HEAD,
        [("Why so?", 2, 1), ("Tide.", 1, 1), ("Ida Holm", 1, 1)],
        [("And wind.", 1, 1), ("Bo Ek", 1, 1)],
        [("When?", 1, 1), ("May.", 1, 1), ("Bo Ek", 1, 1)],
    ]
    assert rows(*written(table)) == [
        (None, "Why so?", [("Ida Holm", "Tide."), ("Bo Ek", "And wind.")]),
        (None, "When?", [("Bo Ek", "May.")]),
    ]


def test_a_respondent_who_spans_several_answers(written):
    table = [
        HEAD,
        [("Why so?", 1, 1), ("Tide.", 1, 1), ("Ida Holm", 2, 1)],
        [("When?", 1, 1), ("May.", 1, 1)],
        [("Who?", 1, 1), ("All.", 1, 1), ("", 1, 1)],
    ]
    assert rows(*written(table)) == [
        (None, "Why so?", [("Ida Holm", "Tide.")]),
        (None, "When?", [("Ida Holm", "May.")]),
        (None, "Who?", [(None, "All.")]),
    ]


def test_an_answer_that_spans_several_questions_is_that_of_each(written):
    table = [
        HEAD[:2],
        [("Why so?", 1, 1), ("Tide.", 2, 1)],
        [("And why now?", 1, 1)],
        [("When?", 1, 1), ("May.", 1, 1)],
    ]
    assert rows(*written(table)) == [
        (None, "Why so?", [(None, "Tide.")]),
        (None, "And why now?", [(None, "Tide.")]),
        (None, "When?", [(None, "May.")]),
    ]


def test_a_cell_across_the_table_is_a_heading_of_the_rows_below(written):
    table = [
        HEAD[:2],
        [("Why so?", 1, 1), ("Tide.", 1, 1)],
        [("Fees", 1, 2)],
        [("When?", 1, 1), ("May.", 1, 1)],
        [("Is that all?", 1, 2)],
    ]
    found = rows(*written(table))
    assert found[:2] == [(None, "Why so?", [(None, "Tide.")]), ("Fees", "When?", [(None, "May.")])]
    assert "Is that all?" not in [heading for heading, *_ in found]


def test_spans_mean_nothing_in_a_table_of_other_things(written):
    table = [
        [("Pier", 1, 1), ("Owner", 1, 1)],
        [("North", 2, 1), ("Ida Holm", 1, 1)],
        [("Bo Ek", 1, 1)],
        [("Sold in May", 1, 2)],
    ]
    assert not rows(*written(table))


def test_a_span_that_no_table_has_does_no_harm(written):
    table = [HEAD[:2], [("Why so?", 999, 999), ("Tide.", 1, 1)], [("When?", 1, 1), ("May.", 0, 0)]]
    assert all(asked in ("Why so?", "When?") for _, asked, _ in rows(*written(table)))


def test_every_line_of_such_a_table_is_accounted_for(written):
    text, suffix = written(
        [HEAD, [("Why so?", 2, 1), ("Tide.", 1, 1), ("Ida", 1, 1)], [("Sea.", 1, 1), ("Bo", 1, 1)]]
    )
    document = READERS[suffix](text.encode())
    uses = read_notes(document, date(2031, 5, 6), "en").uses
    assert sum(use.line_end - use.line_start + 1 for use in uses) == len(document.lines)
