"""The written exchanges as the network is given them, and the published model taught on them."""

from pipeline.enrich.exchange_input import LIVE, WRITTEN, Turn
from pipeline.enrich.exchange_model import load_meaning
from pipeline.enrich.wordpiece import WordPieces
from schemas.words import Mode, Outcome, Status
from training.digest import digest
from training.examples import OUTCOMES, examples, kept_pieces, texts, turns
from training.exchanges import EXCHANGES, LABELS, Exchange, Labelled

EVERY = ["[PAD]", "[unused1]", "[unused2]", "[unused3]", "[UNK]", "[CLS]", "[SEP]"]
EVERY += ["a", "##a", "?", ".", "why", "gate", "##way"]


def said(text, speaker="Ana", mode=Mode.LIVE, labels=("substance",)):
    return Labelled(speaker, mode, frozenset(labels), text)


def exchange(*sentences, outcomes=(Outcome.ANSWERED,), question="Why?"):
    return Exchange("en", question, sentences, outcomes, (Status.ANSWERED,))


def test_sentences_are_gathered_by_who_says_them_and_how():
    written = exchange(
        said("One."), said("Two."), said("Three.", "Bo"), said("Four.", "Bo", Mode.WRITTEN)
    )
    assert turns(written) == (
        Turn(("One.", "Two.")),
        Turn(("Three.",)),
        Turn(("Four.",), written=True),
    )


def test_an_example_says_what_can_be_defended_and_what_each_sentence_does():
    pieces = WordPieces({piece: at for at, piece in enumerate(EVERY)})
    both = (Outcome.DEFERRED, Outcome.PARTLY_ANSWERED)
    one = exchange(said("A gate.", labels=("defers", "p:update")), said("A.", labels=("part",)))
    other = exchange(said("A gate."), outcomes=both)
    taught, defended = examples([one, exchange(), other], pieces)
    assert dict(zip(OUTCOMES, taught.whole, strict=False))[Outcome.ANSWERED] == 1.0
    assert (taught.whole[-1], defended.whole[-1]) == (1.0, 0.0)
    assert sorted(defended.whole[:-1])[-2:] == [0.5, 0.5]
    shown = [{label for label, is_so in zip(LABELS, row, strict=True) if is_so}
             for row in taught.sentences]  # fmt: skip
    assert shown == [{"defers", "p:update"}, {"part"}]


def test_marks_letters_and_the_words_of_the_exchanges_are_kept():
    kept = [EVERY[at] for at in kept_pieces(texts([exchange(said("A gateway."))]), EVERY)]
    assert {LIVE, WRITTEN, "[UNK]", "[CLS]", "[SEP]", "a", "##a", "gate", "##way"} <= set(kept)
    assert "[unused3]" not in kept
    assert kept == [piece for piece in EVERY if piece in kept]


def test_the_published_model_was_taught_on_the_published_exchanges():
    meaning = load_meaning()
    assert meaning.exchanges == digest(EXCHANGES)
    assert (tuple(meaning.shares), meaning.labels) == (OUTCOMES, LABELS)


def test_a_changed_exchange_is_another_digest(tmp_path):
    path = tmp_path / "en-one.tsv"
    path.write_text("Q\tWhy?\n", "utf-8")
    before = digest(tmp_path)
    path.write_text("Q\tWho?\n", "utf-8")
    assert digest(tmp_path) != before
