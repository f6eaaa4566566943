"""The written exchanges: their form, and what is said of a wrong line."""

import re

import pytest

from schemas.words import Mode, Outcome, Status
from training.exchanges import EXCHANGES, LABELS, read_exchanges

GOOD = """Q\tWhy is the gate shut?
A\tAna\tlive\tsubstance,p:action\tThe lock is broken, and we mend it in June.
A\t-\twritten\tnone\tThanks.
O\tanswered|partly_answered\tanswered

Q\tWho has the key?
O\tunanswered\tunanswered
"""


def read(tmp_path, text):
    (tmp_path / "en-gates.tsv").write_text(text, "utf-8")
    return read_exchanges(tmp_path)


def test_an_exchange_has_its_sentences_and_what_can_be_defended(tmp_path):
    first, second = read(tmp_path, GOOD)
    assert (first.language, first.question) == ("en", "Why is the gate shut?")
    assert [s.speaker for s in first.sentences] == ["Ana", None]
    assert [s.mode for s in first.sentences] == [Mode.LIVE, Mode.WRITTEN]
    assert first.sentences[0].labels == {"substance", "p:action"}
    assert first.outcomes == (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
    assert first.statuses == (Status.ANSWERED,)
    assert second.sentences == ()


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("substance,p:action", "substance,p:act", "en-gates.tsv:2: unknown labels ['p:act']"),
        ("live", "spoken", "en-gates.tsv:2: 'spoken' is not a valid Mode"),
        ("unanswered\tunanswered", "silent\tunanswered", "en-gates.tsv:7: 'silent'"),
        ("A\tAna", "Ana", "en-gates.tsv:2: expected a Q, then A lines, then an O"),
        ("O\tanswered|partly_answered\tanswered\n", "", "en-gates.tsv:5: expected"),
        ("O\tunanswered\tunanswered\n", "", "en-gates.tsv: the last exchange has no O"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, was, becomes, said):
    assert was in GOOD
    with pytest.raises(ValueError, match=re.escape(said)):
        read(tmp_path, GOOD.replace(was, becomes, 1))


def test_the_published_exchanges_are_of_the_form_and_show_every_label():
    exchanges = read_exchanges(EXCHANGES)
    assert len(exchanges) > 2000
    assert {label for x in exchanges for s in x.sentences for label in s.labels} == set(LABELS)
    assert {x.language for x in exchanges} == {"en", "de", "fr", "es", "it"}
