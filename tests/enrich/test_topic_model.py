"""The published model of topics: questions lie near the topics they are about."""

import pytest

from pipeline.corpus import Topic
from pipeline.enrich.topic_input import LONGEST, asked, numbered, told
from pipeline.enrich.topic_model import PlacedTopics, load_meaning

FERRIES = Topic("ferries", "Ferries", ("Boats",), None, "When boats leave. Not: money; piers.")
MONEY = Topic("money", "Money", (), None, None)
PLACED = PlacedTopics([FERRIES, MONEY])


@pytest.mark.parametrize(
    ("question", "topic_id"),
    [
        ("At what time does the last ship sail on Sundays?", "ferries"),
        ("How much did the harbour earn, and what was it spent on?", "money"),
        ("Who baked this cake?", None),
    ],
)
def test_a_question_lies_near_its_topic_without_a_word_in_common(question, topic_id):
    shares = PLACED.shares(question, "", "")
    likeliest = max(shares, key=shares.__getitem__)
    assert (likeliest if shares[likeliest] > 0.5 else None) == topic_id


def test_shares_leave_room_for_none_of_the_topics():
    shares = PLACED.shares("Can you hear me?", "", "")
    assert set(shares) == {"ferries", "money"}
    assert 0 <= sum(shares.values()) < 0.5


@pytest.mark.parametrize("said", ["", "☃", "x" * 10_000, "word " * 5_000, "\n", "\ud83d"])
def test_any_text_has_a_place(said):
    assert all(0 <= share <= 1 for share in PLACED.shares(said, said, said).values())


def test_texts_say_what_there_is_and_not_what_is_left_to_others():
    assert told(FERRIES) == "Ferries. Boats. When boats leave. piers."
    assert told(MONEY) == "Money"
    assert asked("Why?", "Boats", "No.") == "Boats. Why? No."
    assert asked("Why?") == "Why?"


def test_a_long_text_is_read_to_a_limit():
    assert len(numbered("boat " * 500, load_meaning().pieces)) == LONGEST
