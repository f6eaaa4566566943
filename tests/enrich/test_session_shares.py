"""What the model hears in one exchange, beside what it hears in the others of its session."""

import pytest

from pipeline.enrich.session_shares import in_session
from schemas.words import Outcome
from tests.enrich.listening import heard

PLAIN = heard(Outcome.ANSWERED, 0.95)
PUT_OFF = heard(Outcome.DEFERRED, 0.95)
DOUBTFUL = heard(Outcome.DEFERRED, 0.6)


def deferred(one):
    return one.outcomes[Outcome.DEFERRED]


def first(*session):
    return in_session(session)[0]


def test_among_plain_answers_a_doubtful_deferral_is_less_probable():
    assert deferred(first(DOUBTFUL, *[PLAIN] * 30)) < 0.4


def test_a_sure_deferral_among_plain_answers_stays_one():
    sure = heard(Outcome.DEFERRED, 0.99)
    assert first(sure, *[PLAIN] * 10).likeliest is Outcome.DEFERRED


def test_among_deferrals_a_doubtful_one_is_more_probable():
    assert deferred(first(DOUBTFUL, *[PUT_OFF] * 10)) > 0.75


@pytest.mark.parametrize("sure", [0.2, 0.5, 0.9])
def test_one_alone_stays_nearly_as_it_is(sure):
    assert abs(deferred(first(heard(Outcome.DEFERRED, sure))) - sure) < 0.15


def test_probabilities_stay_such_and_their_order_in_the_session_does_not_matter():
    session = [PLAIN, DOUBTFUL, PUT_OFF, PLAIN]
    found = in_session(session)
    assert all(sum(one.outcomes.values()) == pytest.approx(1) for one in found)
    for one, other in zip(found, reversed(in_session(session[::-1])), strict=True):
        assert one.outcomes == pytest.approx(other.outcomes)


def test_what_was_not_heard_stays_so_and_counts_for_nothing():
    assert in_session([]) == []
    assert in_session([None, None]) == [None, None]
    none, found = in_session([None, DOUBTFUL])
    assert none is None
    assert found == first(DOUBTFUL)


def test_what_sentences_do_is_not_touched():
    said = heard(Outcome.DEFERRED, 0.6, part=0.3, sentences=[{"defers": 0.7}])
    found = first(said, *[PLAIN] * 30)
    assert (found.part, found.sentences) == (said.part, said.sentences)
