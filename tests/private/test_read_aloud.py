"""Questions that were sent in and read aloud, while the notes say them in other words."""

from datetime import date

import pytest

from pipeline.private.fates import Decisions, Sessions, fates
from pipeline.private.matching import Question
from pipeline.private.read_aloud import Recording
from pipeline.private.received import Received
from pipeline.private.veil import Secret
from schemas.words import Channel, Disposition, MatchMethod

SESSION = "2031-05-06"
SENT = "Could somebody explain why the ferry to Skarholm skips the Tuesday stop in winter?"
SAID = (
    ("welcome everybody to the harbour hour we have a long list so let us begin", 0, 8_000),
    (
        "next one from the chat could somebody uh explain why the ferry to scar home skips the"
        " tuesday stop in winter",
        60_000,
        70_000,
    ),
    ("that is down to the ice and to the crew which has a course on tuesdays", 70_000, 78_000),
    (
        "then there is one on dues why did membership dues rise again without any vote of the"
        " members this spring",
        120_000,
        130_000,
    ),
    ("the board may raise dues by the rate of inflation and that is all it did", 130_000, 139_000),
)


def question(number, text, heard):
    """A question of the notes, and where the recording has it."""
    name = f"{SESSION}/{number}"
    return Question(name, text, "en", listed_after=False, answered=True, heard=heard)


FERRY = question("q-1", "Gaps in the timetable?", (62_000, 70_000))
DUES = question("q-2", "Higher contributions?", (121_000, 130_000))


def became(text, questions=(FERRY, DUES)):
    sessions = Sessions(
        {SESSION: date(2031, 5, 6)},
        {SESSION: "en"},
        {SESSION: questions},
        semantic=False,
        recordings={SESSION: Recording(SAID, "en")},
    )
    received = Received(
        session_id=SESSION,
        channel=Channel.ZOOM_CHAT,
        received_at=None,
        language="en",
        text=Secret(text),
        asker=None,
        source=Secret("chat.txt 1"),
        document=Secret("chat.txt"),
        line_start=1,
        line_end=1,
    )
    (fate,) = fates([received], sessions, Decisions({}), None)
    return fate


def test_what_is_read_aloud_where_a_question_is_is_that_question():
    fate = became(SENT)
    assert (fate.disposition, fate.question, fate.method) == (
        Disposition.ASKED,
        FERRY,
        MatchMethod.WORDING,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Will the ferry to Skarholm take more bicycles next winter, and at which price?",
        "Why does the crew have its course when there is ice on the winter route of the ferry?",
        "Who explains?",
    ],
)
def test_what_is_only_on_the_same_matter_is_not(text):
    assert became(text).disposition is Disposition.NOT_ASKED


def test_what_is_read_aloud_where_the_record_has_no_question_is_for_a_person():
    fate = became(SENT, (DUES,))
    assert (fate.disposition, fate.question) == (Disposition.UNDECIDED, None)


def test_where_two_questions_are_nobody_can_tell_which_it_is():
    beside = question("q-3", "Ice?", (69_000, 72_000))
    assert became(SENT, (FERRY, beside)).disposition is Disposition.UNDECIDED


def test_the_passage_has_its_time_and_share():
    passage = Recording(SAID, "en").passage(SENT)
    assert passage is not None
    assert 60_000 <= passage.start_ms <= passage.end_ms <= 70_000
    assert 0.75 <= passage.share < 1
