"""Messages of a chat that were copied into notes, and what must not be taken for one."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.accounting import Use
from pipeline.extract.notes import read_notes


def record(text):
    return read_notes(READERS["txt"](text.encode()), date(2031, 5, 6), "en")


def rows(text):
    return [
        (q.text.text, [(a.person.name if a.person else None, a.text) for a in q.answers])
        for q in record(text).questions
    ]


HEAD = "Office hours\nAnswering: Ida Holm (idah)\n\n"
ASKED = [("why is it shut?", [("Ida Holm", "tide.\nIt opens in June.")])]


@pytest.mark.parametrize(
    "log",
    [
        "[17:02] <zed> why is it shut?\n[17:03] <idah> tide.\n[17:03] <idah> It opens in June.\n",
        "17:02 < zed> why is it shut?\n17:03 <@idah> tide.\n17:03 <@idah> It opens in June.\n",
        "<zed> why is it shut?\n<idah> tide.\n<idah> It opens in June.\n",
        "[4:02 PM] zed: why is it shut?\n[4:03 PM] idah: tide.\n[4:03 PM] idah: It opens in June.\n",
        "zed — Today at 4:02 PM\nwhy is it shut?\nidah — Today at 4:03 PM\ntide.\nIt opens in June.\n",
    ],
)
def test_every_head_of_a_message_names_who_wrote_it(log):
    again = log.replace("why is it shut", "why is it dark")
    assert rows(HEAD + log + again)[:1] == ASKED


def test_thanks_handovers_and_the_programs_notices_are_no_answers():
    log = (
        "[17:02] <zed> why is it shut?\n[17:03] <idah> tide.\n[17:03] *** bo has quit (Ping)\n"
        "[17:04] <zed> thanks!\n[17:05] <idah> ok, next one\n"
        "[17:06] <bo> when does it open?\n[17:07] <idah> June.\n"
    )
    assert rows(HEAD + log) == [
        ("why is it shut?", [("Ida Holm", "tide.")]),
        ("when does it open?", [("Ida Holm", "June.")]),
    ]
    why = {use.why for use in record(HEAD + log).uses if use.use is Use.BOILERPLATE}
    assert {"chat_notice", "moderation"} <= why


def test_a_message_quoted_again_is_asked_once():
    log = (
        "zed — Today at 4:02 PM\nWhy is it shut?\nidah — Today at 4:03 PM\n> Why is it shut?\n"
        "Tide.\nbo — Today at 4:05 PM\nWhen does it open?\nidah — Today at 4:06 PM\nJune.\n"
    )
    assert [text for text, _ in rows(HEAD + log)] == ["Why is it shut?", "When does it open?"]
    assert rows(HEAD + log)[0][1] == [("Ida Holm", "Tide.")]


@pytest.mark.parametrize(
    "line", ["<topic> is a placeholder", "[17:03] next: the fees", "see 4:02 PM"]
)
def test_other_brackets_and_times_are_no_messages(line):
    found = rows(f"Host: Ida Holm\n\nQ: Why?\nA: Tide.\n{line}\n")
    assert [who for _, answers in found for who, _ in answers] == ["Ida Holm"]


PASTED = """# Quay hour

## Chat

Ida HolmRole icon, Quay — 11:06 AM
https://lima.example/plan
Zed Korn

 — 11:07 AM
I am new here.
Why is the ferry late?
Ida HolmRole icon, Quay — 11:08 AM
The tide, as ever.
mia_l — Today at 11:09 AM
And when does it sail?
Ida HolmRole icon, Quay — 11:10 AM
At noon.
Bo Ek

 — 11:11 AM
Good.
Zed Korn

 — 11:12 AM
See you.
"""


def test_a_chat_pasted_without_blank_lines_is_read_post_by_post():
    record = read_notes(READERS["md"](PASTED.encode()), date(2031, 5, 6), "en")
    assert [
        (q.text.text, [(a.person.name if a.person else None, a.text) for a in q.answers])
        for q in record.questions
    ] == [
        ("I am new here.\nWhy is the ferry late?", [("Ida Holm", "The tide, as ever.")]),
        ("And when does it sail?", [("Ida Holm", "At noon.")]),
    ]


def test_a_time_of_day_in_prose_pastes_no_chat():
    text = "We met on the quay — 11:06 AM\nas we do every day,\nand talked until noon.\n"
    assert len(READERS["md"](text.replace("AM\n", "AM or\n").encode()).blocks) == 1
