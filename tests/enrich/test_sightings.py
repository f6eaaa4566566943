"""What other revisions of a record tell about the days of an answer."""

from datetime import date

import pytest

from pipeline.enrich.sightings import History, Revision, stated_day

DAY = date(2031, 5, 6)
HOLDING = "Ana: We will follow up in writing."
REPLY = "The old boat leaked badly, and in April we sold it to the museum in Ella."
FIRST, SECOND, THIRD = (date(2031, 5, day) for day in (8, 12, 20))


def history(day=None, **pages):
    """A history of revisions; `without` and `with_reply` are the days of those, null for none."""
    texts = {"without": HOLDING, "with_reply": f"{HOLDING}\n{REPLY}"}
    others = [Revision.of(texts[kind], when) for kind, days in pages.items() for when in days]
    return History(day, tuple(others))


@pytest.mark.parametrize(
    ("found", "earliest", "latest"),
    [
        (history(), DAY, None),
        (history(THIRD), DAY, THIRD),
        (history(THIRD, without=[FIRST, SECOND]), SECOND, THIRD),
        (history(THIRD, without=[FIRST], with_reply=[SECOND]), FIRST, SECOND),
        (history(without=[FIRST]), FIRST, None),
        (history(with_reply=[FIRST]), DAY, FIRST),
        (history(THIRD, without=[None], with_reply=[None]), DAY, THIRD),
        # fetched on one day, nobody knows in which order
        (history(THIRD, without=[THIRD]), DAY, THIRD),
        # taken out again later
        (history(THIRD, with_reply=[FIRST], without=[SECOND]), DAY, FIRST),
        # before the session nothing was promised
        (history(date(2031, 5, 1), without=[date(2031, 4, 1)]), DAY, None),
        (history(DAY, without=[DAY]), DAY, DAY),
    ],
)  # fmt: skip
def test_the_days_between_which_a_reply_came(found, earliest, latest):
    assert found.days(REPLY, DAY) == (earliest, latest)


@pytest.mark.parametrize(
    ("found", "later"),
    [
        (history(without=[None]), True),
        (history(THIRD, without=[FIRST]), True),
        (history(), False),
        (history(with_reply=[FIRST]), False),
        (history(FIRST, without=[SECOND]), False),  # a newer revision took it out
    ],
)
def test_a_reply_came_after_what_an_older_revision_holds_without_it(found, later):
    assert found.came_after(REPLY, "We will follow up in writing.") is later
    assert not found.came_after(REPLY, "We will tell you by the end of June.")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (REPLY, True),
        (REPLY.upper().replace(" ", "\n"), True),
        (REPLY.replace("the museum in", "a museum of"), False),
        (f"{REPLY} It was built in 1921 by the yard of Zedboats, and 40 people sailed it.", False),
        ("The old boat", True),
        ("old boa", False),
    ],
)
def test_a_revision_holds_what_it_has_in_nearly_the_same_words(text, held):
    assert Revision.of(f"Ana: {REPLY}", None).holds(text) is held


def test_a_typing_mistake_put_right_makes_no_other_reply():
    reply = f"{REPLY} It was built in 1921 by the yard of Zedboats, and forty people sailed it."
    assert Revision.of(reply.replace("forty", "fourty"), None).holds(reply)


@pytest.mark.parametrize(
    ("revision", "day"),
    [
        ("2031-05-08", FIRST),
        ("2031-05-08_rev2", FIRST),
        ("20310508123000", FIRST),
        ("20310508", SECOND),  # the number of a revision may look like a day
        ("2031-05-081", SECOND),
        ("2031-13-08", SECOND),
        ("7", SECOND),
        (None, SECOND),
    ],
)
def test_a_revision_named_by_a_day_is_of_that_day_else_of_its_retrieval(revision, day):
    assert stated_day(revision, SECOND) == day


def test_without_a_day_there_is_none():
    assert stated_day("7", None) is None
