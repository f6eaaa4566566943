"""Whose word counts: rules before the model, and the model beside a remark at most."""

from datetime import date

import pytest

from pipeline.enrich import signs
from pipeline.enrich.follow_ups import find_follow_ups
from pipeline.enrich.outcome import judge, read_answer
from pipeline.enrich.rules import load_phrases
from pipeline.enrich.signs import MODEL, read_signs
from pipeline.extract.record import Answer, Question
from pipeline.readers.traced import Traced
from schemas.words import Mode, Outcome, OutcomeMethod

LABELS = signs.load_model().labels


class Says:
    """A model that gives every sentence the same scores."""

    def __init__(self, **scores):
        self.said = {label: scores.get(label.replace(":", "_"), -9.0) for label in LABELS}

    def scores(self, sentences):
        return (self.said,) * len(sentences)


def by(monkeypatch, said, **scores):
    monkeypatch.setattr(signs, "load_model", lambda: Says(**scores))
    (parts,) = read_signs([said], load_phrases("en"))
    return [(sign.by, sign.shows, sign.kind) for part in parts for sign in part.signs]


def verdict(said):
    answer = Answer(None, None, None, Mode.LIVE, (Traced.at(said, 2),), 2, 2)
    question = Question(
        Traced.at("Why?", 1), None, listed_after=False, answers=(answer,), line_start=1, line_end=1
    )
    return judge(question, [read_answer(answer, "en")])


def test_the_model_speaks_where_no_rule_does(monkeypatch):
    heard = by(monkeypatch, "Marta has those.", defers=2.0, p_update=1.0)
    assert heard == [(MODEL, Outcome.DEFERRED, None), (MODEL, None, "update")]


def test_the_likeliest_act_is_the_one_that_counts(monkeypatch):
    assert by(monkeypatch, "Marta has those.", defers=1.0, substance=2.0) == []
    assert by(monkeypatch, "Marta has those.", defers=-1.0) == []


def test_a_rule_comes_before_the_model(monkeypatch):
    heard = by(monkeypatch, "I can't comment on that.", defers=5.0, not_known=4.0)
    assert heard == [("refuses", Outcome.DECLINED, None)]


def test_the_model_is_silent_where_a_rule_silences(monkeypatch):
    assert by(monkeypatch, "Would you send it?", defers=5.0, p_action=5.0) == []


def test_what_holds_no_word_shows_nothing(monkeypatch):
    assert by(monkeypatch, "----------", defers=5.0) == []


@pytest.mark.parametrize(("remark", "outcome"), [(2, Outcome.DEFERRED), (30, Outcome.ANSWERED)])
def test_beside_more_than_a_remark_the_model_does_not_count(monkeypatch, remark, outcome):
    class Last(Says):
        def scores(self, sentences):
            silent = Says().said
            return tuple(self.said if "Marta" in one else silent for one in sentences)

    monkeypatch.setattr(signs, "load_model", lambda: Last(defers=3.0))
    found = verdict("word " * remark + "here. Marta has those.")
    assert found.outcome is outcome


def test_a_verdict_says_whether_it_rests_on_the_model_alone(monkeypatch):
    assert verdict("We will follow up in writing.").method is OutcomeMethod.RULE
    monkeypatch.setattr(signs, "load_model", lambda: Says(defers=3.0))
    found = verdict("Marta has those.")
    assert (found.method, found.outcome) == (OutcomeMethod.MODEL, Outcome.DEFERRED)
    assert [one.text for one in found.evidence] == ["Marta has those."]


def promised(said):
    reading = read_answer(Answer(None, None, None, Mode.LIVE, (Traced.at(said, 2),), 2, 2), "en")
    return [promise.kind.value for promise in find_follow_ups(reading, date(2031, 5, 6), "en")]


def test_a_faint_promise_needs_words_about_time(monkeypatch):
    monkeypatch.setattr(signs, "load_model", lambda: Says(p_event=-1.5))
    assert promised("Nominations: 14 June.") == ["event"]
    assert promised("Nominations: soon enough.") == []


def test_a_faint_promise_gives_way_to_any_other(monkeypatch):
    monkeypatch.setattr(signs, "load_model", lambda: Says(p_event=-1.5))
    assert promised("Nominations: 14 June. We will publish the names.") == ["publication"]
