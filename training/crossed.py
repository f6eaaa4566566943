"""Cross-validation by exchange: how the model does on exchanges that it was not taught."""

from collections.abc import Iterator, Sequence
from math import isnan

import torch

from pipeline.enrich.wordpiece import WordPieces
from pipeline.stats.intervals import wilson
from schemas.words import Outcome
from training.examples import OUTCOMES, Example, examples
from training.exchanges import LABELS, Exchange
from training.learn import learn

FOLDS = 5
_LEAST = 0.5

# what the network says of a thing, and whether it is so
Said = tuple[bool, bool]


def crossed(
    exchanges: Sequence[Exchange], kept: Sequence[int], pieces: WordPieces
) -> Iterator[str]:
    """Lines of precision and recall: of each outcome, and of each label of a sentence."""
    answered = [exchange for exchange in exchanges if exchange.sentences]
    found: dict[str, list[Said]] = {name: [] for name in (*OUTCOMES, *LABELS)}
    right = 0
    for fold in range(FOLDS):
        rest = [x for at, x in enumerate(answered) if at % FOLDS != fold]
        network = learn(examples(rest, pieces), kept)
        for exchange, example in zip(
            answered[fold::FOLDS], examples(answered[fold::FOLDS], pieces), strict=True
        ):
            outcome, labels = _heard(network, example)
            right += outcome in exchange.outcomes
            coded = outcome if outcome in exchange.outcomes else exchange.outcomes[0]
            for each in OUTCOMES:
                found[each].append((outcome is each, coded is each))
            for row, shown in zip(labels, example.sentences, strict=True):
                for label, probability, is_so in zip(LABELS, row, shown, strict=True):
                    if not isnan(is_so):
                        found[label].append((probability >= _LEAST, is_so == 1))
    yield f"{len(answered)} exchanges, {len(found[LABELS[0]])} sentences, {FOLDS} folds"
    yield _share("outcome", right, len(answered))
    for name, said in found.items():
        hits = sum(called and is_so for called, is_so in said)
        yield _share(f"{name} precision", hits, sum(called for called, _ in said))
        yield _share(f"{name} recall", hits, sum(is_so for _, is_so in said))


def _heard(network: torch.nn.Module, example: Example) -> tuple[Outcome, Sequence[Sequence[float]]]:
    """The likeliest outcome of an exchange, and the probability of each label of each sentence."""
    laid = example.laid
    with torch.no_grad():
        whole, sentences = network(
            *(torch.tensor([part]) for part in (laid.ids, laid.kinds, laid.ends))
        )
    return OUTCOMES[int(whole[0, :-1].argmax())], sentences[0].sigmoid().tolist()


def _share(name: str, part: int, whole: int) -> str:
    share = wilson(part, whole)
    if share.rate is None:
        return f"{name:<26} –"
    return f"{name:<26} {share.rate:.3f}  ({share.low:.3f}–{share.high:.3f})  {part} of {whole}"
