"""Train the sentence model, or say how it does on exchanges that it has not seen.

.venv/bin/python -m training         writes the model anew; the same data give the same bytes
.venv/bin/python -m training --cross  cross-validates by exchange, and writes nothing
"""

import sys
from pathlib import Path

from pipeline.enrich.sentence_model import write_model
from training.crossed import crossed
from training.exchanges import read_exchanges
from training.learn import learn

EXCHANGES = Path(__file__).parent / "exchanges"


def main(arguments: list[str]) -> int:
    """Train, or cross-validate."""
    exchanges = read_exchanges(EXCHANGES)
    if "--cross" in arguments:
        sys.stdout.write("\n".join(crossed(exchanges)) + "\n")
    else:
        write_model(learn(exchanges))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
