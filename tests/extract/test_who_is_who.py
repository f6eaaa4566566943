"""Whom labels of real dialogues mean, and which of them are nobody's."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def rows(text, suffix="md"):
    """Each question with the labels and respondents of its answers."""
    record = read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")
    return [
        (q.text.text, [(a.attribution, a.person.name if a.person else None) for a in q.answers])
        for q in record.questions
    ]


@pytest.mark.parametrize("degrees", ["", ", PhD", ", MD, Ph.D."])
def test_degrees_are_no_part_of_a_name(degrees):
    label = f"Ida Holm{degrees}"
    text = f"# Tides\n\nAudience: Why?\n\n{label}: Moon.\n\nAudience: How?\n\n{label}: Pull.\n"
    assert rows(text) == [("Why?", [(label, "Ida Holm")]), ("How?", [(label, "Ida Holm")])]


def test_words_behind_a_comma_that_are_no_degree_make_no_name():
    assert rows("# Tides\n\n**Q:** Why?\n\nMoon, sun: both pull.\n") == [("Why?", [(None, None)])]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("HTB response", "HTB"),
        ("Harbour team reply", "Harbour team"),
        ("Ida Holm's answer", "Ida Holm"),
    ],
)
def test_a_label_says_whose_reply_follows(printed, name):
    assert rows(f"# Tides\n\n- Q: Why?\n  - {printed}: Moon.\n") == [("Why?", [(name, name)])]


def test_a_reply_of_nobody_names_nobody():
    assert rows("# Tides\n\n- Q: Why?\n  - Short answer: Moon.\n") == [("Why?", [(None, None)])]


def test_a_host_only_asks():
    text = "# Tides\n\nHost: Ida, why?\n\nIda Holm: Moon.\n\nHost: And how?\n\nIda Holm: Pull.\n"
    assert rows(text) == [
        ("Ida, why?", [("Ida Holm", "Ida Holm")]),
        ("And how?", [("Ida Holm", "Ida Holm")]),
    ]


def test_the_name_in_the_header_answers():
    text = "# Tides\n\nName: Ida Holm\n\n## Q&A\n\nQ - Why?\n\nA - Moon.\n"
    assert rows(text) == [("Why?", [("Ida Holm", "Ida Holm")])]


def test_initials_mean_whom_the_host_introduces():
    text = (
        "# Tides\n\nHost: We have Ida Holm. Bo Ek is late. Ida, why?\n\nIH: Moon.\n\n"
        "Host: And how, Bo?\n\nBE: Pull.\n\nHost: Who else?\n\nXY: Nobody.\n"
    )
    assert [answers for _, answers in rows(text)] == [
        [("IH", "Ida Holm")],
        [("BE", "Bo Ek")],
        [("XY", None)],
    ]


def test_a_short_form_means_the_one_first_name_that_goes_on_from_it():
    text = "# Tides\n\nPanel: Daniel Dyer and Bo Ek\n\n- Q: Why?\n  - Dan: Moon.\n  - Bob: Sun.\n"
    assert rows(text) == [("Why?", [("Dan", "Daniel Dyer"), ("Bob", "Bob")])]


def test_a_short_form_of_two_is_nobodys():
    text = "# Tides\n\nPanel: Daniel Dyer and Danica Ek\n\n- Q: Why?\n  - Dan: Moon.\n"
    assert rows(text) == [("Why?", [("Dan", None)])]


INTERVIEW = "# A game\n\nMade by Ida in Lund.\n\n## Who are you?\n\n{}\n\n## Why tides?\n\nMoon.\n"


def test_who_says_their_name_first_answers_an_interview():
    assert [a for _, a in rows(INTERVIEW.format("Hi, I'm Ida! I draw."))] == [
        [("Ida", "Ida")],
        [("Ida", "Ida")],
    ]


@pytest.mark.parametrize("said", ["Hi, I'm Bo! I draw.", "We asked Ida. She draws."])
def test_nobody_answers_an_interview_who_is_not_both_introduced_and_speaking(said):
    assert [a for _, a in rows(INTERVIEW.format(said))] == [[(None, None)], [(None, None)]]


def test_an_unnamed_speaker_is_the_only_guest():
    text = (
        "---\ntitle: Tides\nspeakers: ['Ida Holm']\n---\n"
        "Speaker 1: 00:01:12\n\nWelcome, Ida.\nSo tell us why.\n\n"
        "Speaker 0: 00:01:20\n\nMoon.\nPulls.\n\n"
        "Speaker 1: 00:01:30\n\nAnd how?\nIt is big.\n\nSpeaker 0: 00:01:40\n\nSlowly.\n\n"
        "Speaker 1: 00:01:50\n\nThat is nice.\n"
    )
    assert rows(text) == [
        ("Welcome, Ida.\nSo tell us why.", [("Speaker 0", "Ida Holm")]),
        ("And how?\nIt is big.", [("Speaker 0", "Ida Holm")]),
    ]


def test_a_turn_under_its_label_asks_with_any_of_its_lines():
    text = (
        "# Tides\n\n**Moderator:**\nWelcome.\nAll right.\n\n**Ida Holm, PhD:**\nThank you.\n"
        "The Moon it is.\n\n**Bo Ek:**\nBo Ek, Lund.\nLovely talk.\nWhy does it pull?\n\n"
        "**Ida Holm, PhD:**\nIt is big.\n\n**Audience member:**\nHow?\n\n"
        "**Ida Holm, PhD:**\nSlowly.\n"
    )
    assert rows(text) == [
        ("Lovely talk.\nWhy does it pull?", [("Ida Holm, PhD", "Ida Holm")]),
        ("How?", [("Ida Holm, PhD", "Ida Holm")]),
    ]


def test_a_comment_beside_marks_is_no_reply_and_a_reply_that_asks_no_question():
    text = (
        "# Tides\n\n- Q: Why?\n  - Ida: Moon. Who knew?\n  - Bo: Sun.\n  - C: But how?\n"
        "- C: Nice.\n- Q: When?\n  - Ida: Daily.\n"
    )
    assert rows(text) == [
        ("Why?", [("Ida", "Ida"), ("Bo", "Bo")]),
        ("When?", [("Ida", "Ida")]),
    ]


@pytest.mark.parametrize(
    "title", ["Interview: Ida Holm, Keeper", "AMA – Ida Holm", "Q&A: Ida Holm"]
)
def test_a_title_that_says_whose_interview_it_is_introduces(title):
    text = f"# {title}\n\n*Why is it shut?*\n\nThe tide.\n\n*Who paints it?*\n\nI do.\n"
    assert [answers for _, answers in rows(text)] == [[("Ida Holm", "Ida Holm")]] * 2


@pytest.mark.parametrize("title", ["Interview: the gate", "Tides: Ida Holm"])
def test_a_title_of_something_else_introduces_nobody(title):
    text = f"# {title}\n\n*Why is it shut?*\n\nThe tide.\n\n*Who paints it?*\n\nI do.\n"
    assert [answers for _, answers in rows(text)] == [[(None, None)]] * 2


def test_a_lower_heading_behind_the_path_of_a_page_may_be_such_a_title():
    text = (
        "<p>home » people</p><h2>Interview: Ida Holm, Keeper</h2>"
        "<p><i>Why is it shut?</i></p><p>The tide.</p><p><i>Who paints it?</i></p><p>I do.</p>"
    )
    assert [answers for _, answers in rows(text, "html")] == [[("Ida Holm", "Ida Holm")]] * 2


@pytest.mark.parametrize(("label", "person"), [("Mark", "Mark"), ("S", None)])
def test_words_of_markup_are_none_of_the_records(label, person):
    said = f"<p class='s mark'>Zed: Why?</p><p>{label}: It&#x27;s the tide.</p><p>Zed: Hm.</p>"
    assert rows(said, "html") == [("Why?", [(label, person)])]
