"""Cross-validation by exchange: how the model does on exchanges that it was not trained on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.stats.intervals import wilson
from training.exchanges import LABELS, Exchange
from training.learn import examples, learn

FOLDS = 5
_LEAST = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence's score for a label, and whether it bears it."""

    score: float
    shown: bool


def crossed(exchanges: Sequence[Exchange]) -> Iterator[str]:
    """A line for each label: its sentences, and precision and recall from one half on."""
    scored = _scored(exchanges)
    yield f"{len(exchanges)} exchanges, {len(scored[LABELS[0]])} sentences, {FOLDS} folds"
    for label, found in scored.items():
        said = [one for one in found if one.score >= _LEAST]
        right = sum(one.shown for one in said)
        yield _share(f"{label} precision", right, len(said))
        yield _share(f"{label} recall", right, sum(one.shown for one in found))


def _scored(exchanges: Sequence[Exchange]) -> dict[str, list[Scored]]:
    scored: dict[str, list[Scored]] = {label: [] for label in LABELS}
    for fold in range(FOLDS):
        model = learn([x for at, x in enumerate(exchanges) if at % FOLDS != fold])
        unseen = examples(exchanges[fold::FOLDS])
        for example, scores in zip(unseen, model.scores([e.text for e in unseen]), strict=True):
            for label, shown in zip(LABELS, example.shown, strict=True):
                scored[label].append(Scored(scores[label], shown))
    return scored


def _share(name: str, part: int, whole: int) -> str:
    share = wilson(part, whole)
    if share.rate is None:
        return f"{name:<26} –"
    return f"{name:<26} {share.rate:.3f}  ({share.low:.3f}–{share.high:.3f})  {part} of {whole}"
