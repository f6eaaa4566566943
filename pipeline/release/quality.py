"""`quality.json`: which checks a release passed, and how right its labels are known to be."""

import json
from typing import Any

from pyarrow import compute

from pipeline.release import ReleaseError
from pipeline.release.edition import BUILT, Edition, codebook_version
from schemas.validate import checks
from schemas.words import OutcomeMethod, TopicMethod

_KEPT = ("about", "meanings", "figures")


def quality(edition: Edition) -> dict[str, Any]:
    """Checks, labels and coverage of a release whose checks have all passed.

    Raises:
        ReleaseError: its evaluation is none.
    """
    questions = edition.tables["questions"]
    confirmed = compute.sum(questions["confirmed"]).as_py() or 0
    documents = edition.tables["documents"]
    lines = ("lines", "lines_used", "lines_boilerplate", "lines_quarantined", "lines_blank")
    return {
        "codebook_version": codebook_version(),
        "checks": [
            {"table": name, "check": check, "holds": holds, "passed": True}
            for name, model in BUILT.items()
            for check, holds in checks(model).items()
        ],
        **_labels(edition.evaluation),
        "rows_confirmed": {
            "questions": edition.rows("questions"),
            "confirmed": confirmed,
            "share": confirmed / questions.num_rows if questions.num_rows else None,
            "outcomes_by_a_person": _count(questions["outcome_method"], OutcomeMethod.PERSON),
            "topics_by_a_person": _count(questions["topic_method"], TopicMethod.PERSON),
        },
        "lines": {name: compute.sum(documents[name]).as_py() or 0 for name in lines},
    }


def _count(column: Any, word: str) -> int:
    return int(compute.sum(compute.equal(column, word)).as_py() or 0)


def _labels(evaluation: bytes | None) -> dict[str, Any]:
    """How right the labels are, and how far two people agree in them; null where nobody looked.

    That is what `officehours evaluate --json` printed, without what it says of single lines.

    Raises:
        ReleaseError: it is something else.
    """
    if evaluation is None:
        return {"accuracy": None, "agreement_of_coders": None}
    try:
        told = json.loads(evaluation)
        documents = sorted(file["file"] for file in told["files"])
        accuracy = {name: told[name] for name in _KEPT}
        return {
            "accuracy": {**accuracy, "documents": documents},
            "agreement_of_coders": told["agreement"],
        }
    except (ValueError, KeyError, TypeError) as error:
        message = "the evaluation is not what officehours evaluate --json prints"
        raise ReleaseError(message) from error
