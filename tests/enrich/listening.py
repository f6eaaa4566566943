"""A model that says what a test has it say."""

from pipeline.enrich.exchange_model import Heard, load_meaning
from schemas.words import Outcome

OUTCOMES = tuple(load_meaning().shares)
LABELS = load_meaning().labels


def labelled(**said):
    """Probabilities of a sentence's labels; `p_event` stands for `p:event`."""
    return {label: said.get(label.replace(":", "_"), 0.0) for label in LABELS}


def heard(outcome=Outcome.ANSWERED, sure=0.9, part=0.0, sentences=()):
    """What the model hears: one outcome, and what each sentence does."""
    rest = (1 - sure) / (len(OUTCOMES) - 1)
    shares = {each: sure if each is outcome else rest for each in OUTCOMES}
    return Heard(shares, part, tuple(sentences))
