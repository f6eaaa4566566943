"""Train the exchange model, or say how it does on exchanges that it has not seen.

python -m training          writes the model anew
python -m training --cross  cross-validates by exchange, and writes nothing
"""

import sys

from pipeline.enrich.exchange_model import FOLDER
from pipeline.enrich.wordpiece import WordPieces
from training.crossed import crossed
from training.encoder import vocabulary
from training.examples import examples, kept_pieces
from training.exchanges import EXCHANGES, digest, read_exchanges
from training.learn import learn
from training.publish import publish


def main(arguments: list[str]) -> int:
    """Train, or cross-validate."""
    exchanges = read_exchanges(EXCHANGES)
    every = vocabulary()
    kept = kept_pieces(exchanges, every)
    pieces = WordPieces({every[number]: at for at, number in enumerate(kept)})
    if "--cross" in arguments:
        sys.stdout.write("\n".join(crossed(exchanges, kept, pieces)) + "\n")
    else:
        network = learn(examples(exchanges, pieces), kept)
        publish(network, kept, digest(EXCHANGES), FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
