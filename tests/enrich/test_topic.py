"""What a question is about."""

import pytest

from pipeline.corpus import Topic
from pipeline.enrich.topic import TopicIndex
from pipeline.enrich.topic_model import PlacedTopics
from pipeline.extract.record import Answer, Question
from pipeline.readers.traced import Traced
from schemas.words import Mode, TopicMethod

TOPICS = (
    Topic("council", "Harbour Council", ("Council",), None, "Seats, ballots, minutes."),
    Topic("elections", "Harbour Council Elections", ("Council vote",), "council"),
    Topic("ferries", "Ferries", ("Ferry timetable",), None, "Passengers, timetable, piers."),
    Topic("mud", "Mud & silt", ("Dredger",), None, "Channel, depth."),
)
INDEX = TopicIndex(TOPICS)


def question(text="Why?", heading=None, *, after=False, answers=()):
    return Question(
        text=Traced.at(text, 8),
        heading=Traced.at(heading, 6) if heading else None,
        listed_after=after,
        answers=tuple(
            Answer(None, None, None, Mode.LIVE, (Traced.at(said, 9),), 9, 9) for said in answers
        ),
        line_start=8,
        line_end=8,
    )


def assigned(*said, **how):
    found = INDEX.assign(question(*said, **how))
    return found.topic_id, found.method


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Ferries", "ferries"),
        ("FERRY TIMETABLE 2031", "ferries"),
        ("Harbour Council elections", "elections"),
        ("The Council", "council"),
        ("Ferry-timetable", "ferries"),
        ("News on mud & silt", "mud"),
    ],
)
def test_a_label_in_the_heading_names_the_topic(heading, topic):
    found = INDEX.assign(question("Is the dredger back?", heading))
    assert (found.topic_id, found.method, found.score) == (topic, TopicMethod.HEADING, 1.0)


@pytest.mark.parametrize("heading", [None, "General questions"])
def test_without_one_the_question_speaks(heading):
    assert assigned("Is the dredger back?", heading) == ("mud", TopicMethod.TEXT)


@pytest.mark.parametrize("heading", ["Ferriesque", "Councillors"])
def test_a_label_inside_a_word_is_none(heading):
    assert assigned("Is the dredger back?", heading)[1] is not TopicMethod.HEADING


def test_a_heading_that_tells_when_it_was_answered_is_no_topic():
    assert assigned("Is the dredger back?", "Ferries answered after the call", after=True) == (
        "mud",
        TopicMethod.TEXT,
    )


def test_the_longest_label_hides_those_inside_it():
    assert INDEX.labels_in("On harbour council elections") == (
        ("harbour council elections", "elections"),
    )


def test_nothing_sure_is_no_topic():
    nothing = INDEX.assign(question("Why is it so?"))
    assert (nothing.topic_id, nothing.method, nothing.score) == (None, TopicMethod.NONE, None)


@pytest.mark.parametrize(
    ("shares", "topic"),
    [
        ({"ferries": 0.7, "mud": 0.2}, "ferries"),
        ({"ferries": 0.45, "mud": 0.45}, None),
        ({"ferries": 0.3, "mud": 0.0}, None),
    ],
)
def test_the_likeliest_topic_has_to_be_likely_enough(monkeypatch, shares, topic):
    monkeypatch.setattr(PlacedTopics, "shares", lambda *_: shares)
    assert TopicIndex(TOPICS).assign(question("Why is it so?")).topic_id == topic


def test_words_of_a_topic_weigh_beside_what_the_model_says(monkeypatch):
    monkeypatch.setattr(PlacedTopics, "shares", lambda *_: {"ferries": 0.3, "mud": 0.3})
    found = TopicIndex(TOPICS).assign(question("Is the dredger back?"))
    assert (found.topic_id, found.method) == ("mud", TopicMethod.TEXT)


def test_answers_and_scope_words_break_a_tie():
    asked = "Do ferries wait for the dredger?"
    answer = "Passengers wait at the piers, by the timetable."
    assert assigned(asked, answers=[answer]) == ("ferries", TopicMethod.TEXT)


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("Why are the ferries so late?", "ferries"),
        ("When was the channel last dredged?", "mud"),  # an inflection of a label
        ("How do I nominate my neighbour as a candidate?", "elections"),  # words of the field
        ("Is the timetable of the trams right?", "ferries"),
    ],
)
def test_words_speak_for_the_topics_that_have_them(asked, topic):
    assert INDEX.assign(question(asked)).topic_id == topic


def test_answers_speak_where_the_question_does_not():
    said = ["Ferries leave by the timetable, from both piers."]
    assert assigned("What of it?")[0] is None
    assert assigned("What of it?", answers=said) == ("ferries", TopicMethod.TEXT)


def test_a_heading_in_other_words_helps():
    asked = "When does it leave?"
    assert assigned(asked)[0] is None
    assert assigned(asked, "Passengers and piers") == ("ferries", TopicMethod.TEXT)


def test_what_a_scope_note_leaves_to_others_does_not_speak():
    money = Topic("money", "Finances", (), None, "Income. Not: mooring buoys.")
    assert TopicIndex((money,)).assign(question("Whose mooring buoys?")).topic_id is None


def test_a_score_is_between_nought_and_one_whatever_is_said():
    said = "Ferries, ferry timetable, passengers, timetable, piers. " * 50
    found = INDEX.assign(question(said, answers=[said]))
    assert found.topic_id == "ferries"
    assert 0.6 < found.score <= 1


def test_the_order_of_the_topics_does_not_matter():
    other = TopicIndex(TOPICS[::-1])
    for asked in ("Is the dredger back?", "Do ferries wait for the dredger?", "Council vote?"):
        assert other.assign(question(asked)) == INDEX.assign(question(asked))


def test_a_corpus_without_topics_has_none():
    assert TopicIndex(()).assign(question("Ferries?", "Ferries")).topic_id is None
