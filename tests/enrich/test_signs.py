"""What clauses show: the rules on each, and the model's promises where no rule speaks of doing."""

from datetime import date

import pytest

from pipeline.enrich import readings
from pipeline.enrich.follow_ups import find_follow_ups
from pipeline.enrich.readings import read_exchange
from pipeline.enrich.rules import load_phrases
from pipeline.enrich.signs import MODEL, read_signs
from pipeline.extract.record import Answer, Question
from pipeline.readers.traced import Traced
from schemas.words import Mode, Outcome
from tests.enrich.listening import heard, labelled


def by(said, **labels):
    (parts,) = read_signs([said], load_phrases("en"), [labelled(**labels)] if labels else ())
    return [[(sign.by, sign.shows, sign.kind) for sign in part.signs] for part in parts]


def test_a_promise_is_heard_where_no_rule_speaks():
    assert by("Marta has those.", p_update=0.9) == [[(MODEL, None, "update")]]
    assert by("Marta has those.", p_update=0.2) == [[]]
    assert by("Marta has those.") == [[]]


def test_a_promise_of_a_rule_comes_before_the_model():
    assert by("We will publish the minutes.", p_action=1.0) == [
        [("publishes", None, "publication")]
    ]


def test_a_promise_stands_at_the_last_clause_that_is_heard():
    assert by("The gate is shut; Marta has those.", p_update=0.9) == [
        [],
        [(MODEL, None, "update")],
    ]


def test_the_model_is_silent_where_a_rule_silences():
    assert by("Would you send it?", p_action=1.0) == [[]]


def test_what_holds_no_word_promises_nothing():
    assert by("----------", p_action=1.0) == [[]]


def promised(monkeypatch, said, **labels):
    answer = Answer(None, None, None, Mode.LIVE, (Traced.at(said, 2),), 2, 2)
    asked = Traced.at("Why?", 1)
    question = Question(
        asked, None, listed_after=False, answers=(answer,), line_start=1, line_end=1
    )
    many = [labelled(**labels)] * 9
    monkeypatch.setattr(readings, "hear", lambda *_: heard(Outcome.ANSWERED, sentences=many))
    (reading,), _ = read_exchange(question, "en")
    return [promise.kind.value for promise in find_follow_ups(reading, date(2031, 5, 6), "en")]


def test_a_faint_promise_needs_words_about_time(monkeypatch):
    assert promised(monkeypatch, "Nominations: 14 June.", p_event=0.55) == ["event"]
    assert promised(monkeypatch, "Nominations: soon enough.", p_event=0.55) == []
    assert promised(monkeypatch, "Nominations: soon enough.", p_event=0.9) == ["event"]


def test_a_faint_promise_gives_way_to_any_other(monkeypatch):
    said = "Nominations: 14 June. We will publish the names."
    assert promised(monkeypatch, said, p_event=0.55) == ["publication"]


@pytest.mark.parametrize("sentences", [0, 1, 3])
def test_sentences_that_were_not_heard_are_read_by_the_rules(sentences):
    found = read_signs(["One."] * 3, load_phrases("en"), [labelled(p_event=0.9)] * sentences)
    assert [bool(part.signs) for (part,) in found] == [at < sentences for at in range(3)]
