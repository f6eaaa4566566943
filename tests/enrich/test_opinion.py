"""Whose word counts: the rules' before the model's, and the model's where it is sure enough."""

import pytest

from pipeline.enrich import readings
from pipeline.enrich.outcome import judge
from pipeline.enrich.readings import read_exchange
from pipeline.extract.record import Answer, Question
from pipeline.readers.traced import Traced
from schemas.words import AnswerKind, DeferralBasis, Mode, Outcome, OutcomeMethod, Status
from tests.enrich.listening import heard, labelled

PLAIN = "Marta has those."
RULED = "We will follow up in writing."
LETTER = "The old boat leaked, and we sold it to the museum in Ella."


def answer(said, mode=Mode.LIVE):
    return Answer(None, None, None, mode, (Traced.at(said, 2),), 2, 2)


def verdict(monkeypatch, what, *answers, asked="Why is the gate shut?", language="en"):
    answers = [answer(one) if isinstance(one, str) else one for one in answers]
    question = Question(
        Traced.at(asked, 1), None, listed_after=False, answers=tuple(answers), line_start=1,
        line_end=1,
    )  # fmt: skip
    monkeypatch.setattr(readings, "hear", lambda *_: what)
    read, asked_of_it = read_exchange(question, language)
    return judge(question, read, asked_of_it and what)


def deferred(sure=0.9, **labels):
    return heard(Outcome.DEFERRED, sure, sentences=[labelled(defers=0.9, **labels)])


def test_the_model_finds_what_no_rule_foresees(monkeypatch):
    found = verdict(monkeypatch, deferred(), PLAIN)
    assert (found.outcome, found.status) == (Outcome.DEFERRED, Status.OPEN)
    assert (found.basis, found.method) == (DeferralBasis.PROMISED, OutcomeMethod.MODEL)
    assert [one.text for one in found.evidence] == [PLAIN]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.DECLINED, Status.DECLINED),
        (Outcome.NOT_KNOWN, Status.NOT_KNOWN),
        (Outcome.OUT_OF_SCOPE, Status.OUT_OF_SCOPE),
        (Outcome.PARTLY_ANSWERED, Status.PARTLY_ANSWERED),
    ],
)
def test_every_outcome_has_its_status_and_a_sentence_that_tells(monkeypatch, outcome, status):
    labels = [labelled(substance=0.9), labelled(part=0.9)]
    found = verdict(monkeypatch, heard(outcome, sentences=labels), f"Boats. {PLAIN}")
    assert (found.outcome, found.status, found.basis) == (outcome, status, None)
    assert len(found.evidence) == 1


@pytest.mark.parametrize(("outcome", "sure"), [(Outcome.DEFERRED, 0.1), (Outcome.DECLINED, 0.45)])
def test_a_doubtful_model_does_not_count(monkeypatch, outcome, sure):
    labels = [labelled(defers=0.9)]
    found = verdict(monkeypatch, heard(outcome, sure, sentences=labels), PLAIN)
    assert (found.outcome, found.method) == (Outcome.ANSWERED, OutcomeMethod.RULE)


def test_in_a_note_of_a_few_words_what_a_rule_finds_stands(monkeypatch):
    excluded = heard(Outcome.ANSWERED, 0.99, sentences=[labelled(substance=0.9)])
    found = verdict(monkeypatch, excluded, "Parked for now.")
    assert (found.outcome, found.method) == (Outcome.DEFERRED, OutcomeMethod.RULE)


def test_in_a_longer_answer_a_deferral_must_be_surer(monkeypatch):
    long = "word " * 45 + PLAIN
    assert verdict(monkeypatch, deferred(0.8), long).outcome is Outcome.ANSWERED
    assert verdict(monkeypatch, deferred(0.9), long).outcome is Outcome.DEFERRED


def test_in_a_longer_answer_what_a_rule_finds_stands(monkeypatch):
    excluded = heard(Outcome.ANSWERED, 0.99, sentences=[labelled(substance=0.9)])
    found = verdict(monkeypatch, excluded, f"{RULED} " + "Word " * 45 + ".")
    assert (found.outcome, found.method) == (Outcome.DEFERRED, OutcomeMethod.RULE)


def test_what_a_rule_finds_stands_unless_it_is_next_to_impossible(monkeypatch):
    doubted = heard(Outcome.ANSWERED, 0.7, sentences=[labelled(substance=0.9)])
    found = verdict(monkeypatch, doubted, RULED)
    assert (found.outcome, found.method) == (Outcome.DEFERRED, OutcomeMethod.RULE)
    excluded = heard(Outcome.ANSWERED, 0.99, sentences=[labelled(substance=0.9)])
    found = verdict(monkeypatch, excluded, RULED)
    assert (found.outcome, found.method) == (Outcome.ANSWERED, OutcomeMethod.MODEL)
    assert found.evidence == ()


def test_a_promise_beside_the_whole_answer_puts_nothing_off(monkeypatch):
    said = "word " * 21 + ". " + PLAIN
    both = [labelled(substance=0.9), labelled(defers=0.9)]
    whole = heard(Outcome.DEFERRED, sentences=both)
    assert verdict(monkeypatch, whole, said).outcome is Outcome.ANSWERED
    a_part = heard(Outcome.DEFERRED, part=0.8, sentences=both)
    assert verdict(monkeypatch, a_part, said).outcome is Outcome.DEFERRED


@pytest.mark.parametrize(
    ("asked", "said", "outcome"),
    [
        ("When does the gate open?", "The crew is at it until 14 June.", Outcome.ANSWERED),
        ("Why is the gate shut?", "The crew is at it until 14 June.", Outcome.DEFERRED),
        ("When does the gate open?", "The crew is at it.", Outcome.DEFERRED),
        ("When does the gate open?", "You hear from us by 14 June.", Outcome.DEFERRED),
    ],
)
def test_a_time_answers_a_question_for_one(monkeypatch, asked, said, outcome):
    reply = {"p_update": 0.9} if "from us" in said else {}
    assert verdict(monkeypatch, deferred(**reply), said, asked=asked).outcome is outcome


def test_a_reply_in_writing_answers_what_the_model_found_put_off(monkeypatch):
    both = [labelled(defers=0.9), labelled(substance=0.9)]
    found = verdict(
        monkeypatch, heard(Outcome.DEFERRED, sentences=both), PLAIN, answer(LETTER, Mode.WRITTEN)
    )
    assert (found.outcome, found.status) == (Outcome.DEFERRED, Status.ANSWERED)
    holding = verdict(
        monkeypatch,
        heard(Outcome.DEFERRED, sentences=[labelled(defers=0.9)] * 2),
        PLAIN,
        answer(LETTER, Mode.WRITTEN),
    )
    assert holding.status is Status.OPEN


def test_a_long_letter_is_not_searched_for_promises_by_the_model(monkeypatch):
    letter = answer("The boat leaked, we hear. " + "word " * 140, Mode.WRITTEN)
    both = [labelled(defers=0.9), *[labelled(p_update=0.9)] * 2]
    found = verdict(monkeypatch, heard(Outcome.DEFERRED, sentences=both), PLAIN, letter)
    assert (found.outcome, found.status) == (Outcome.DEFERRED, Status.ANSWERED)
    question = Question(
        Traced.at("Why?", 1), None, listed_after=False, answers=(answer(PLAIN), letter),
        line_start=1, line_end=1,
    )  # fmt: skip
    _, reply = read_exchange(question, "en")[0]
    assert not reply.hits
    assert not reply.spoken


def test_an_answer_that_only_defers_is_a_holding_one(monkeypatch):
    def kind(*labels):
        monkeypatch.setattr(readings, "hear", lambda *_: heard(sentences=labels))
        said = answer(f"Good one. {PLAIN}")
        question = Question(
            Traced.at("Why?", 1), None, listed_after=False, answers=(said,), line_start=1,
            line_end=1,
        )  # fmt: skip
        (reading,), _ = read_exchange(question, "en")
        return reading.kind

    assert kind(labelled(none=0.9), labelled(defers=0.9)) is AnswerKind.HOLDING
    assert kind(labelled(substance=0.9), labelled(defers=0.9)) is AnswerKind.SUBSTANTIVE


@pytest.mark.parametrize(
    ("said", "language"), [("word " * 140 + PLAIN, "en"), ("Марта знает об этом всё.", "ru")]
)
def test_the_model_does_not_listen(monkeypatch, said, language):
    question = Question(
        Traced.at("Why?", 1), None, listed_after=False, answers=(answer(said),), line_start=1,
        line_end=1,
    )  # fmt: skip
    monkeypatch.setattr(readings, "hear", lambda *_: pytest.fail("it listened"))
    _, found = read_exchange(question, language)
    assert found is None


def test_the_model_is_not_asked_whether_there_was_a_reply(monkeypatch):
    found = verdict(monkeypatch, deferred(), "Not reached for lack of time.")
    assert (found.outcome, found.method) == (Outcome.UNANSWERED, OutcomeMethod.RULE)


def test_where_somebody_replied_in_writing_the_model_rules_out_no_deferral(monkeypatch):
    said = f"This is for the other boat crew and its captain. {RULED}"
    sure = heard(Outcome.ANSWERED, 0.9999)
    assert verdict(monkeypatch, sure, said).outcome is Outcome.ANSWERED
    found = verdict(monkeypatch, sure, said, answer(LETTER, Mode.WRITTEN))
    assert (found.outcome, found.status) == (Outcome.DEFERRED, Status.ANSWERED)
