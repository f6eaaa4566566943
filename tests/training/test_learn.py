"""Learning: what is learned, that it is learned again, and that the published model is it."""

import numpy as np
import pytest

from pipeline.enrich.sentence_model import load_model, model_files, read_model, write_model
from schemas.words import Mode, Outcome, Status
from training.__main__ import EXCHANGES, main
from training.crossed import crossed
from training.exchanges import LABELS, Exchange, Labelled, read_exchanges
from training.fit import Sparse, fit
from training.learn import learn

NAMES = "Ana Bo Cai Dot Eve Finn".split()
THINGS = "numbers minutes keys papers".split()


def exchange(label, text):
    said = Labelled(None, Mode.LIVE, frozenset([label]), text)
    return Exchange("en", "Why?", (said,), (Outcome.ANSWERED,), (Status.ANSWERED,))


WRITTEN = [
    exchange(label, text.format(name, thing))
    for name in NAMES
    for thing in THINGS
    for label, text in (
        ("defers", "{} is going to send the {}."),
        ("substance", "{} has sent the {}."),
        ("not_known", "We have no idea, says {} of the {}."),
    )
]


def test_what_is_learned_is_heard_in_other_words():
    model = learn(WRITTEN)
    put_off, sent, unknown = model.scores(
        ["Gil is going to send the lists.", "Gil has sent the lists.", "No idea, says Gil."]
    )
    assert max(put_off, key=put_off.get) == "defers"
    assert max(sent, key=sent.get) == "substance"
    assert max(unknown, key=unknown.get) == "not_known"


def test_the_same_exchanges_give_the_same_bytes():
    assert model_files(learn(WRITTEN)) == model_files(learn(list(WRITTEN)))
    assert model_files(learn(WRITTEN)) != model_files(learn(WRITTEN[:-3]))


def test_a_model_is_read_as_it_was_written(tmp_path):
    model = learn(WRITTEN)
    write_model(model, tmp_path)
    read = read_model(*((tmp_path / name).read_bytes() for name in model_files(model)))
    assert read.scores(["Ana has sent the keys."]) == model.scores(["Ana has sent the keys."])


def test_the_published_model_is_what_the_published_exchanges_give():
    published, learned = load_model(), learn(read_exchanges(EXCHANGES))
    assert (published.labels, published.common) == (learned.labels, learned.common)
    # rounding may differ by a step between versions of numpy
    apart = np.abs(published.weights.astype(int) - learned.weights.astype(int))
    assert apart.max() <= 1
    assert (apart > 0).mean() < 0.01


def test_cross_validation_counts_every_sentence_of_every_label():
    lines = list(crossed(WRITTEN))
    assert lines[0] == f"{len(WRITTEN)} exchanges, {len(WRITTEN)} sentences, 5 folds"
    assert len(lines) == 1 + 2 * len(LABELS)
    (recall,) = (line for line in lines if line.startswith("defers recall"))
    assert recall.endswith(f"of {len(WRITTEN) // 3}")


def test_the_command_cross_validates_and_writes_nothing(monkeypatch, capsys):
    monkeypatch.setattr("training.__main__.read_exchanges", lambda _: WRITTEN)
    monkeypatch.setattr("training.__main__.write_model", lambda _: pytest.fail("was written"))
    assert main(["--cross"]) == 0
    assert "defers precision" in capsys.readouterr().out


def test_a_fit_separates_what_can_be_separated():
    rows, columns = np.array([0, 1, 2, 3]), np.array([0, 0, 3, 3])
    inputs = Sparse(4, 5, rows, columns, np.ones(4, np.float32))
    shown = np.array([[1], [1], [0], [0]], np.float32)
    weights = fit(inputs, shown, np.zeros(1, np.float32), cost=10, rounds=50)
    assert weights.shape == (5, 1)
    assert weights[0, 0] == pytest.approx(-weights[3, 0], abs=1e-3)
    assert weights[0, 0] > 1
    assert not weights[[1, 2, 4]].any()
