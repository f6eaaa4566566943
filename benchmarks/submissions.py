"""How well mails are matched to the questions that notes hold.

    .venv/bin/python benchmarks/submissions.py

Two lists of 46 mails about 23 questions, with 20 about nothing in the notes: the bounds of
`pipeline/private/matching.py` were chosen on `tune.yaml`; nothing was on `held_out.yaml`. One hand
wrote both, so take the figures for an upper bound.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import yaml

from pipeline.private.matching import Matcher, Question
from pipeline.private.wording import Worded

LISTS = Path(__file__).parent / "submissions"


def main() -> int:
    """Print precision and recall of what is accepted without a person."""
    for of in ("tune", "held_out"):
        stated = yaml.safe_load((LISTS / f"{of}.yaml").read_text("utf-8"))
        questions = [
            Question(str(number), text, "en", listed_after=False, answered=True)
            for number, text in enumerate(stated["questions"], 1)
        ]
        sent = [*((str(n), text) for n, text in stated["mails"])]
        sent += [("", text) for text in stated["distractors"]]
        for semantic in (False, True):
            if semantic and not find_spec("onnxruntime"):
                continue
            matcher = Matcher(questions, semantic=semantic)
            found = [(number, matcher.match(Worded(text, "en"))) for number, text in sent]
            taken = [
                (number, match.best[0].question.question_id)
                for number, match in found
                if match.method
            ]
            right = sum(number == taken_for for number, taken_for in taken)
            review = sum(match.likely and not match.method for _, match in found)
            helped = sum(
                number in [one.question.question_id for one in match.best]
                for number, match in found
                if match.likely and not match.method
            )
            print(
                f"{of:8}  {'by meaning' if semantic else 'by wording'}  precision "
                f"{right / len(taken):.3f} ({right} of {len(taken)})  recall "
                f"{right / len(stated['mails']):.3f}  for a person {review}, {helped} of them with "
                "their question among the three shown"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
