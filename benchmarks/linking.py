"""What links across sessions cost, and how the cost grows.

    .venv/bin/python benchmarks/linking.py [QUESTIONS …]

Sessions of 25 invented questions each, with answers and promises; one in ten repeats an earlier
question, one in twenty asks after a promise. Prints CPU seconds and how many of both were found.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from pipeline.clues.asked import read_asked
from pipeline.link.tables import link

SIZES = (12_500, 25_000, 50_000, 100_000)
IN_SESSION = 25
ASKS_AFTER = 2  # the place in twenty of a question after a promise
FIRST = date(2001, 1, 1)
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def rows(questions: int, seed: int = 1) -> dict[str, list[dict[str, object]]]:
    """The rows of a corpus of about so many questions."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(4000 + questions // 5)]
    # as in any language, a few words make up most of a text
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    made: dict[str, list[dict[str, object]]] = {
        "sessions": [], "questions": [], "answers": [], "follow_ups": [], "fulfilments": [],
        "corrections": [],
    }  # fmt: skip
    asked: list[str] = []
    promised: list[str] = []
    for number in range(questions // IN_SESSION):
        session = f"s{number:06}"
        made["sessions"].append({"session_id": session, "date": FIRST + timedelta(days=number)})
        texts = list(_texts(chance, words, weights, asked, promised))
        for position, text in enumerate(texts, 1):
            _add(
                made,
                session,
                position,
                text,
                " ".join(chance.choices(words, cum_weights=weights, k=40)),
            )
        asked += texts
        promised += [text for position, text in enumerate(texts) if position % 5 == 0]
    return made


def _texts(
    chance: random.Random,
    words: list[str],
    weights: list[float],
    asked: list[str],
    promised: list[str],
) -> Iterator[str]:
    for place in range(IN_SESSION):
        if asked and place % 10 == 1:
            yield chance.choice(asked[-5000:])
        elif promised and place % 20 == ASKS_AFTER:
            about = chance.choice(promised[-1000:]).removeprefix("How is ").split(" and ")[0]
            yield f"Has the report on {about} been published yet?"
        else:
            some = chance.choices(words, cum_weights=weights, k=7)
            yield f"How is {' '.join(some[:3])} and {' '.join(some[3:])}?"


def _add(
    made: dict[str, list[dict[str, object]]], session: str, position: int, text: str, said: str
) -> None:
    question = f"{session}/q-{position}"
    about = text.removeprefix("How is ").split(" and ")[0]
    promises = position % 5 == 1
    made["questions"].append(
        {"question_id": question, "session_id": session, "text": text, "language": "en"}
        | {"outcome": "answered"}
    )
    promise = f"We will publish the report on {about}."
    text = f"{said}. {promise}" if promises else f"Yes. {said}."
    made["answers"].append(
        {"answer_id": f"{session}/a-{position}", "question_id": question, "position": 1}
        | {"kind": "substantive", "text": text}
    )
    if promises:
        made["follow_ups"].append(
            {"follow_up_id": f"{session}/f-{position}", "question_id": question, "text": promise}
            | {"kind": "publication", "due_text": None, "status": "open"}
        )


def main(sizes: tuple[int, ...]) -> None:
    """Print the cost for each size."""
    heads = ("questions", "CPU s", "ms/question", "links", "promises kept")
    sys.stdout.write("  ".join(f"{head:>13}" for head in heads) + "\n")
    for size in sizes:
        made = rows(size)
        start = time.process_time()
        found = link(read_asked(made), made)
        took = time.process_time() - start
        cells = (
            f"{size:,}",
            f"{took:.1f}",
            f"{1000 * took / size:.2f}",
            f"{len(found['question_links']):,}",
            f"{len(found['fulfilments']):,}",
        )
        sys.stdout.write("  ".join(f"{cell:>13}" for cell in cells) + "\n")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
