"""Tables in which each row is what somebody says."""

import pytest

from tests.extract.test_ways_of_writing import rows

SAID = [
    ("zed", "Ida, when will it be mended?"),
    ("Ida Holm", "In June."),
    ("tern", "And who pays?"),
    ("Ida Holm", "The board."),
]
ASKED = [
    ("Ida, when will it be mended?", [("Ida Holm", "In June.")]),
    ("And who pays?", [("Ida Holm", "The board.")]),
]


def html(said, more=""):
    cells = "".join(f"<tr>{more}<td>{who}</td><td>{words}</td></tr>\n" for who, words in said)
    return f"<h1>Chat with Ida Holm</h1>\n<table>\n{cells}</table>\n"


def markdown(said):
    return "# Chat with Ida Holm\n\n| Who | What |\n|---|---|\n" + "".join(
        f"| {who} | {words} |\n" for who, words in said
    )


@pytest.mark.parametrize(
    ("page", "suffix"),
    [
        (html(SAID), "html"),
        (html(SAID, "<td>10:01</td>"), "html"),
        (html([(f"<b>{who}:</b>", words) for who, words in SAID]), "html"),
        (markdown(SAID), "md"),
    ],
)
def test_a_row_is_a_turn(page, suffix):
    assert rows(page, suffix) == ASKED


@pytest.mark.parametrize(
    "said",
    [
        [(who, words.replace("?", ".")) for who, words in SAID],  # a list of tasks
        [(f"{who} {at}", words) for at, (who, words) in enumerate(SAID)],  # nobody speaks again
        [("What it costs, and when", words) for _, words in SAID],
    ],
)
def test_a_table_of_something_else_holds_no_turns(said):
    assert not any(answers for _, answers in rows(html(said), "html"))


def test_what_stands_before_the_names_is_a_time_or_it_is_another_table():
    assert not rows(html(SAID, "<td>the crane on the quay</td>"), "html")
