"""Cross-validation by list: how the model does on organisations that it was not taught."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from pipeline.enrich.topic_input import asked, numbered, told
from pipeline.enrich.wordpiece import WordPieces
from pipeline.stats.intervals import wilson
from training.encoder import Placer
from training.learn_topics import learn_topics
from training.teach import padded
from training.topic_lists import TopicList

_FOLDS = 4
_LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class _Called:
    """The likeliest topic's share, and whether it can be defended."""

    share: float
    right: bool


def crossed_topics(
    lists: Sequence[TopicList], kept: Sequence[int], pieces: WordPieces
) -> Iterator[str]:
    """Lines of how many are right among those assigned, by the least share of the likeliest."""
    called: list[_Called] = []
    for fold in range(_FOLDS):
        rest = [one for at, one in enumerate(lists) if at % _FOLDS != fold]
        network = learn_topics(rest, kept, pieces)
        for one in lists[fold::_FOLDS]:
            called += _called(network, one, pieces)
    yield f"{len(lists)} lists, {len(called)} questions, {_FOLDS} folds"
    for least in _LEAST:
        assigned = [one for one in called if one.share >= least]
        if not assigned:
            continue
        right = wilson(sum(one.right for one in assigned), len(assigned))
        yield (
            f"from {least}: {len(assigned) / len(called):.3f} assigned, "
            f"{right.rate:.3f} ({right.low:.3f}–{right.high:.3f}) of them right"
        )


def _called(network: Placer, one: TopicList, pieces: WordPieces) -> Iterator[_Called]:
    topics = [numbered(told(topic), pieces) for topic in one.topics]
    questions = [
        numbered(asked(said.question, said.heading, said.answers), pieces) for said in one.asked
    ]
    with torch.no_grad():
        likeness = network(*padded(questions)) @ network(*padded(topics)).T
        none = network.none.expand(len(questions), 1)
        shares = (network.sharpness.exp() * torch.cat([likeness, none], 1)).softmax(1)[:, :-1]
    for said, row in zip(one.asked, shares, strict=True):
        likeliest = int(row.argmax())
        yield _Called(float(row[likeliest]), one.topics[likeliest].topic_id in said.topic_ids)
