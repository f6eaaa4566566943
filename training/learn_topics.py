"""From written lists of topics to the topic model: questions near the topics they are about."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional

from pipeline.corpus import Topic
from pipeline.enrich.topic_input import asked, numbered, told
from pipeline.enrich.wordpiece import WordPieces
from training.encoder import Placer, pretrained
from training.teach import padded, teach
from training.topic_lists import Asked, TopicList

_ROUNDS = 8
_BATCH = 24
_RATE = 7e-5
_SEED = 20_250_101
# how often a part of what is told or asked is left out, so that the model does with what there is
_WITHOUT_NOTE, _WITHOUT_OTHERS, _WITHOUT_HEADING, _WITHOUT_ANSWERS = 0.25, 0.2, 0.3, 0.4
# how often some topics of a list are left out, so that it learns what fits none
_SHORTENED = 0.3


def learn_topics(lists: Sequence[TopicList], kept: Sequence[int], pieces: WordPieces) -> Placer:
    """The network, taught on some lists; the same for the same ones on one machine."""
    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)  # noqa: S311 - an order, no secret
    network = Placer(pretrained(kept))
    batches = [b for _ in range(_ROUNDS) for b in _batches(lists, chance)]
    steps = [_step(network, topics, some, pieces, chance) for topics, some in batches]
    teach(network, steps, _RATE)
    return network


def _batches(
    lists: Sequence[TopicList], chance: random.Random
) -> Iterator[tuple[list[Topic], list[Asked]]]:
    """Every question once, with others about the same topics, in an order of chance."""
    found = []
    for one in lists:
        asked_in_order = chance.sample(one.asked, len(one.asked))
        for start in range(0, len(asked_in_order), _BATCH):
            topics = list(one.topics)
            if chance.random() < _SHORTENED:
                topics = chance.sample(topics, max(4, int(len(topics) * chance.uniform(0.5, 0.9))))
            found.append((topics, asked_in_order[start : start + _BATCH]))
    chance.shuffle(found)
    yield from found


def _step(
    network: Placer,
    topics: Sequence[Topic],
    some: Sequence[Asked],
    pieces: WordPieces,
    chance: random.Random,
) -> Callable[[], Tensor]:
    ids = [topic.topic_id for topic in topics]
    right = [[float(topic_id in one.topic_ids) for topic_id in ids] for one in some]
    shares = torch.tensor([[*row, 0.0 if any(row) else 1.0] for row in right])
    return partial(
        loss,
        network,
        [numbered(_told(topic, chance), pieces) for topic in topics],
        [numbered(_asked(one, chance), pieces) for one in some],
        shares / shares.sum(1, keepdim=True),
    )


def loss(
    network: Placer,
    topics: Sequence[Sequence[int]],
    questions: Sequence[Sequence[int]],
    shares: Tensor,
) -> Tensor:
    """How far the network is from the shares of each topic, and of none, in each question."""
    there, here = network(*padded(topics)).float(), network(*padded(questions)).float()
    likeness = torch.cat([here @ there.T, network.none.expand(len(questions), 1)], 1)
    return functional.cross_entropy(network.sharpness.exp() * likeness, shares)


def _told(topic: Topic, chance: random.Random) -> str:
    note = None if chance.random() < _WITHOUT_NOTE else topic.scope_note
    others = () if chance.random() < _WITHOUT_OTHERS else topic.alt_labels
    return told(Topic(topic.topic_id, topic.label, others, None, note))


def _asked(one: Asked, chance: random.Random) -> str:
    heading = "" if chance.random() < _WITHOUT_HEADING else one.heading
    answers = "" if chance.random() < _WITHOUT_ANSWERS else one.answers
    return asked(one.question, heading, answers)
