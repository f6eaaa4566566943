"""Teach a model, or say how it does on what it has not seen.

python -m training exchanges          writes the exchange model anew
python -m training exchanges --cross  cross-validates by exchange, and writes nothing
python -m training topics             writes the topic model anew
python -m training topics --cross     cross-validates by list, and writes nothing
"""

import sys
from collections.abc import Iterable

from pipeline.enrich.exchange_model import FOLDER
from pipeline.enrich.wordpiece import WordPieces
from training import topic_lists
from training.crossed import crossed
from training.crossed_topics import crossed_topics
from training.digest import digest
from training.encoder import vocabulary
from training.examples import examples, kept_pieces, shares, texts
from training.exchanges import EXCHANGES, read_exchanges
from training.learn import learn
from training.learn_topics import learn_topics
from training.publish import publish_listener, publish_placer
from training.topic_lists import TOPICS, read_topic_lists


def main(arguments: list[str]) -> int:
    """Teach one of the models, or cross-validate it."""
    match arguments:
        case ["exchanges", *cross]:
            _exchanges(cross=cross == ["--cross"])
        case ["topics", *cross]:
            _topics(cross=cross == ["--cross"])
        case _:
            sys.stderr.write(f"{__doc__}")
            return 2
    return 0


def _exchanges(*, cross: bool) -> None:
    exchanges = read_exchanges(EXCHANGES)
    kept, pieces = _pieces(texts(exchanges))
    if cross:
        sys.stdout.write("\n".join(crossed(exchanges, kept, pieces)) + "\n")
    else:
        taught = examples(exchanges, pieces)
        network = learn(taught, kept)
        publish_listener(network, kept, shares(taught), digest(EXCHANGES), FOLDER)


def _topics(*, cross: bool) -> None:
    lists = read_topic_lists(TOPICS)
    kept, pieces = _pieces(topic_lists.texts(lists))
    if cross:
        sys.stdout.write("\n".join(crossed_topics(lists, kept, pieces)) + "\n")
    else:
        publish_placer(learn_topics(lists, kept, pieces), kept, digest(TOPICS), FOLDER)


def _pieces(written: Iterable[str]) -> tuple[list[int], WordPieces]:
    """The pieces that are kept for some texts: their numbers among all, and their own."""
    every = vocabulary()
    kept = kept_pieces(written, every)
    return kept, WordPieces({every[number]: at for at, number in enumerate(kept)})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
