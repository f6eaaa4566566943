"""The program's reading of documents against that of people who coded them by hand.

`load_gold` takes what people found, `read_source` what the program makes of the same file,
`evaluate` compares the two; `run` does it for a whole folder.
"""

from pathlib import Path

from pipeline.evaluate.agreement import Agreement, agreement
from pipeline.evaluate.figures import Evaluation, FileEvaluation, Tally
from pipeline.evaluate.gold import GoldError, GoldFile, load_gold, source_of
from pipeline.evaluate.reading import Reading, read_source
from pipeline.evaluate.report import as_dict, as_text
from pipeline.evaluate.scoring import evaluate

#: The file of a gold folder in which its coders say what was coded, how, and what that shows.
ABOUT = "about.txt"


def run(gold: Path, sources: Path | None = None, second: Path | None = None) -> Evaluation:
    """Build every document that `gold` codes, each alone, and compare.

    Args:
        gold: A folder of hand-coded files, `*.json`, and perhaps `ABOUT`.
        sources: The folder that their `file` starts from; by default the folder `samples`
            beside `gold`, or `gold` itself where there is none.
        second: A folder with the same documents, some or all, as somebody else coded them.

    Raises:
        GoldError: a gold file is wrong, its source is not there, or nothing was coded twice.
    """
    beside = gold.absolute().parent / "samples"
    folder = sources or (beside if beside.is_dir() else gold)
    first = load_gold(gold)
    agreed = agreement(first, load_gold(second)) if second else None
    coded = [(one, source_of(one, folder)) for one in first]
    about = gold / ABOUT
    return Evaluation(
        tuple(evaluate(one, read_source(path, one.session.date)) for one, path in coded),
        about.read_text("utf-8").strip() if about.is_file() else None,
        agreed,
    )


__all__ = [
    "ABOUT",
    "Agreement",
    "Evaluation",
    "FileEvaluation",
    "GoldError",
    "GoldFile",
    "Reading",
    "Tally",
    "agreement",
    "as_dict",
    "as_text",
    "evaluate",
    "load_gold",
    "read_source",
    "run",
]
