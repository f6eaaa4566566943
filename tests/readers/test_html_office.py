"""Pages as Word, Google's editor and Confluence save them."""

from datetime import date

import pytest

from pipeline.extract.notes import read_notes
from pipeline.readers.document import BlockKind
from pipeline.readers.html import read_html

MARK = (
    "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>"
)


def word(level, mark, text):
    style = f"margin-left:{level}8pt;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraph style='{style}'>{MARK.format(mark)}{text}<o:p></o:p></p>\n"


def google(level, text):
    return (
        f'<ul class="c5 lst-kix_x1y2-{level - 1} start"><li class="c2 li-bullet-0">'
        f'<span class="c1">{text}</span></li></ul>'
    )


def items(page):
    blocks = read_html(page.encode()).blocks
    return [(one.depth, one.text.text) for one in blocks if one.kind is BlockKind.ITEM]


LISTED = [(0, "Why?"), (1, "Ida: Tide."), (0, "When?"), (1, "Bo: In May.")]


@pytest.mark.parametrize("marks", ["·o", "1a", "§-"])
def test_lists_of_word_are_lists_without_the_marks_that_it_writes(marks):
    page = "".join(word(depth + 1, marks[depth], text) for depth, text in LISTED)
    assert items(f"<body><p class=MsoNormal>Call</p>{page}</body>") == LISTED


def test_lists_of_googles_editor_are_as_deep_as_their_class_says():
    page = "".join(google(depth + 1, text) for depth, text in LISTED)
    assert items(f"<body><p>Call</p>{page}</body>") == LISTED


def test_other_paragraphs_and_lists_are_as_they_stand():
    page = "<p class=MsoListParagraph>Why?</p><ul class=lst><li>Ida<ul><li>Bo</li></ul></li></ul>"
    assert items(f"<body>{page}</body>") == [(0, "Ida"), (1, "Bo")]


def test_lists_of_word_end_with_their_paragraph():
    page = f"<body>{word(2, 'o', 'Why?')}<p class=MsoNormal>Tide.</p></body>"
    assert [block.kind for block in read_html(page.encode()).blocks] == [
        BlockKind.ITEM,
        BlockKind.PARAGRAPH,
    ]


def asked(page):
    found = read_notes(read_html(page.encode()), date(2031, 5, 6), "en").questions
    return [(q.heading and q.heading.text, q.text.text, [a.text for a in q.answers]) for q in found]


def test_bold_heads_of_a_table_are_no_headings():
    row = "<tr><td><p>{}</p></td><td><p>{}</p><ul><li><p>{}</p></li></ul></td></tr>\n"
    heads = (
        "<tr><th><p><strong>Question</strong></p></th><th><p><strong>Answer</strong></p></th></tr>"
    )
    table = (
        heads + row.format("Why?", "Tide.", "And wind.") + row.format("When?", "May.", "Or June.")
    )
    page = f"<h1>Call</h1>\n<h2>Asked</h2>\n<table><tbody>{table}</tbody></table>\n<h2>To do</h2><p>All.</p>"
    assert asked(page) == [
        ("Asked", "Why?", ["Tide.\nAnd wind."]),
        ("Asked", "When?", ["May.\nOr June."]),
    ]


def test_a_title_in_bold_is_no_heading_of_the_questions():
    part = "<p><b>{}</b></p><p>{}</p>\n"
    page = (
        "<p><b>Call of May</b></p>\n" + part.format("Why?", "Tide.") + part.format("When?", "Soon.")
    )
    assert [heading for heading, *_ in asked(page)] == [None, None]
    under = page.replace("<p><b>When?", "<p><b>Dates</b></p><p><b>When?")
    assert [heading for heading, *_ in asked(under)] == [None, "Dates"]
