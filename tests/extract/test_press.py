"""Press conferences: askers by what they are, those who reply by their office."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def read(text, suffix="txt"):
    record = read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")
    return [
        (one.text.text, [(a.attribution, a.person and a.person.name) for a in one.answers])
        for one in record.questions
    ]


@pytest.mark.parametrize("asker", ["JOURNALIST", "REPORTER", "PRESS"])
def test_offices_on_lines_of_their_own(asker):
    turn = "<p><strong>{}:</strong><br />{}</p>\n"
    said = [(asker, "Why is it shut?"), ("HARBOUR MASTER", "The tide."), (asker, "And now?")]
    said += [("HARBOUR MASTER", "It opens."), (asker, "Who pays?"), ("HARBOUR MASTER", "We do.")]
    page = "<title>Press conference</title>\n" + "".join(turn.format(*one) for one in said)
    assert read(page, "html") == [
        ("Why is it shut?", [("HARBOUR MASTER", None)]),
        ("And now?", [("HARBOUR MASTER", None)]),
        ("Who pays?", [("HARBOUR MASTER", None)]),
    ]


def test_an_office_alone_on_a_line_once_heads_nothing():
    page = "<p>Ana Lima: Why?</p><p>Bo Ek: So.</p><p>TREASURER:</p><p>nobody</p>"
    assert all(who != "TREASURER" for _, answers in read(page, "html") for who, _ in answers)


def test_who_asks_stands_behind_the_word_for_a_question():
    text = (
        "Es antwortet STS Jens Lund.\n\nFRAGE EK: Warum ist zu?\n\nSTS LUND: Die Flut.\n\n"
        "ZUSATZFRAGE EK: Wann wird auf?\n\nSTS LUND: Im Mai.\n"
    )
    assert read(text) == [
        ("Warum ist zu?", [("STS LUND", "Jens Lund")]),
        ("Wann wird auf?", [("STS LUND", "Jens Lund")]),
    ]


def test_short_for_an_audience_member_is_nobody():
    text = (
        "Ida Holm answered questions.\n\nAudience member: Is there a map?\n\nIH: A map?\n\n"
        "AM: Of the locks.\n\nIH: In the shed.\n\nAM: Thanks, I will look there.\n\n"
        "Audience member: Who drew it?\n\nIH: I did.\n"
    )
    assert read(text) == [
        ("Is there a map?", [("IH", "Ida Holm"), ("IH", "Ida Holm")]),
        ("Who drew it?", [("IH", "Ida Holm")]),
    ]


def test_a_heading_that_begins_with_q_and_a_asks_nothing():
    turns = "**Audience:** Why is it shut?\n\n**Ida Holm:** The tide.\n\n"
    text = f"# Locks\n\n## Q&A: The gate\n\n{turns}## Q&A: The lamp\n\n{turns}"
    assert read(text, "md") == [("Why is it shut?", [("Ida Holm", "Ida Holm")])] * 2


def test_a_key_may_give_a_first_name():
    text = (
        "AMA with Sol Ek\n\nLegend:\n\n- S: Sol\n- P(n): Participants\n\nP1: Why is it shut?\n\n"
        "S: The tide.\n\nP2: Who paints it?\n\nS: I do.\n"
    )
    assert [answers for _, answers in read(text, "md")] == [[("S", "Sol Ek")]] * 2
