"""How right the program is on documents that people coded by hand.

    .venv/bin/python benchmarks/accuracy.py [FOLDER…]

Each folder holds gold files as `pipeline.evaluate.gold` describes them; by default it is the
project's own, written and coded before the program was run on it.
"""

import sys
from pathlib import Path

from pipeline.evaluate import GoldError, as_text, run

_OWN = Path(__file__).parent.parent / "tests" / "gold"


def main(folders: list[str]) -> int:
    """Print the evaluation of each folder; 2 where one cannot be used, else 0."""
    for folder in [Path(name) for name in folders] or [_OWN]:
        try:
            text = as_text(run(folder))
        except GoldError as error:
            sys.stderr.write(f"{error}\n")
            return 2
        sys.stdout.write(f"# {folder.absolute().name}\n\n{text}\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
