"""How well mails are matched to the questions that notes hold.

    .venv/bin/python benchmarks/submissions.py

Three lists of 46 mails about 23 questions, with 20 about nothing in the notes: the bounds of
`pipeline/private/matching.py` were chosen on `tune.yaml` and `tune_hasty.yaml`; nothing was on
`held_out.yaml`. Hands that knew the program wrote them, so take the figures for an upper bound.
"""

import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from pipeline.private.matching import Match, Matcher, Question
from pipeline.private.wording import Worded
from pipeline.stats.intervals import wilson

LISTS = Path(__file__).parent / "submissions"
ALL = ("tune", "tune_hasty", "held_out")
#: What a mail is by hand, empty for nothing in the notes, and what it was found to be.
Found = list[tuple[str, Match]]


def matched(stated: Mapping[str, Any], *, semantic: bool) -> Found:
    """What the mails of a list are found to be."""
    questions = [
        Question(str(number), text, "en", listed_after=False, answered=True)
        for number, text in enumerate(stated["questions"], 1)
    ]
    sent = [*((str(number), text) for number, text in stated["mails"])]
    sent += [("", text) for text in stated["distractors"]]
    matcher = Matcher(questions, semantic=semantic)
    return [(number, matcher.match(Worded(text, "en"))) for number, text in sent]


def line(name: str, found: Found) -> str:
    """Precision and recall of what is accepted without a person, and what is left to one."""
    shown = [(number, [one.question.question_id for one in match.best]) for number, match in found]
    taken = [one for one, (_, match) in zip(shown, found, strict=True) if match.method]
    review = [
        one
        for one, (_, match) in zip(shown, found, strict=True)
        if match.likely and not match.method
    ]
    right = sum(number == best[0] for number, best in taken)
    asked = sum(bool(number) for number, _ in found)
    precision = wilson(right, len(taken))
    return (
        f"{name:24}{precision.rate:9.3f} ({precision.low:.2f}–{precision.high:.2f}, {right} of "
        f"{len(taken)}){right / asked:8.3f}{len(review):12}"
        f"{sum(number in best for number, best in review):8}"
    )


def main() -> int:
    """Print a line for each list and way of accepting, and for all lists together."""
    print(f"{'list':24}{'precision':>9}{'':23}{'recall':>8}{'for a person':>13}{'shown':>7}")
    for semantic in (False, True):
        if semantic and not find_spec("onnxruntime"):
            print("by meaning: the extra `[semantic]` is not installed")
            continue
        by = "by meaning" if semantic else "by wording"
        found = {
            of: matched(
                yaml.safe_load((LISTS / f"{of}.yaml").read_text("utf-8")), semantic=semantic
            )
            for of in ALL
        }
        for of in ALL:
            print(line(f"{of}, {by}", found[of]))
        print(line(f"all, {by}", [one for of in ALL for one in found[of]]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
