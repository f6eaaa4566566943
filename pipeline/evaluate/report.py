"""A comparison as text for people, and as plain data for programs."""

from collections.abc import Iterator, Mapping

from pipeline.evaluate.figures import FIGURES, Evaluation, FileEvaluation, Tally

_BY_FILE = (
    "questions_precision",
    "questions_recall",
    "answers_precision",
    "answers_recall",
    "respondents",
    "outcomes",
)


def as_text(evaluation: Evaluation, *, misses: bool = True) -> str:
    """All figures with their intervals, the main ones by document, and `misses` by line."""
    parts = [_figures(evaluation), _files(evaluation), evaluation.misses if misses else ()]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def as_dict(evaluation: Evaluation) -> Mapping[str, object]:
    """What was compared, what each figure is, and all of them, by document with what was missed."""
    return {
        "about": evaluation.about,
        "meanings": dict(FIGURES),
        "figures": _plain(evaluation.figures),
        "files": [_file(file) for file in evaluation.files],
    }


def _file(file: FileEvaluation) -> Mapping[str, object]:
    return {
        "file": file.file,
        "problem": file.problem,
        "figures": _plain(file.figures),
        "misses": list(file.misses),
    }


def _plain(figures: Mapping[str, Tally]) -> Mapping[str, object]:
    return {name: _tally(tally) for name, tally in figures.items()}


def _tally(tally: Tally) -> Mapping[str, object]:
    share = tally.share
    return {
        "part": tally.part,
        "whole": tally.whole,
        "rate": share.rate,
        "low": share.low,
        "high": share.high,
    }


def _figures(evaluation: Evaluation) -> list[str]:
    return [
        f"{name.replace('_', ' '):34}{_line(tally)}"
        for name, tally in evaluation.figures.items()
        if tally.whole or not name.startswith("outcome_")
    ]


def _line(tally: Tally) -> str:
    share = tally.share
    if share.rate is None or share.low is None or share.high is None:
        return "–"
    interval = f"{share.low:.3f}–{share.high:.3f}"
    return f"{share.rate:.3f}  ({interval})  {tally.part} of {tally.whole}"


def _files(evaluation: Evaluation) -> list[str]:
    heads = [name.replace("_precision", " P").replace("_recall", " R") for name in _BY_FILE]
    return [
        _row([*heads, "file"]),
        *(_row([*_rates(file), file.file]) for file in evaluation.files),
    ]


def _rates(file: FileEvaluation) -> Iterator[str]:
    for name in _BY_FILE:
        rate = file.figures[name].share.rate
        yield "–" if rate is None else f"{rate:.3f}"


def _row(cells: list[str]) -> str:
    return "".join(f"{cell:13}" for cell in cells[:-1]) + cells[-1]
