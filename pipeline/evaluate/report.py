"""A comparison as text for people, and as plain data for programs."""

from collections.abc import Iterator, Mapping

from pipeline.evaluate.agreement import FIELDS, Agreement
from pipeline.evaluate.figures import FIGURES, Evaluation, FileEvaluation, Tally
from pipeline.stats.intervals import Share

_BY_FILE = (
    "questions_precision",
    "questions_recall",
    "answers_precision",
    "answers_recall",
    "respondents",
    "outcomes",
)


def as_text(evaluation: Evaluation, *, misses: bool = True) -> str:
    """All figures with their intervals, the main ones by document, and `misses` by line.

    Where two coded, how far they agree stands behind the figures.
    """
    parts = [
        _figures(evaluation),
        _agreements(evaluation.agreement or {}),
        _files(evaluation),
        evaluation.misses if misses else (),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def as_dict(evaluation: Evaluation) -> Mapping[str, object]:
    """What was compared, what each figure is, and all of them, by document with what was missed."""
    return {
        "about": evaluation.about,
        "meanings": dict(FIGURES),
        "figures": _plain(evaluation.figures),
        "agreement": evaluation.agreement
        and {
            "meanings": dict(FIELDS),
            "fields": {field: _agreed(one) for field, one in evaluation.agreement.items()},
        },
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
    return _counted(tally.part, tally.whole, tally.share)


def _agreed(one: Agreement) -> Mapping[str, object]:
    counted = _counted(one.agreed, len(one.pairs), one.share)
    return {**counted, "kappa": one.kappa, "alpha": one.alpha}


def _counted(part: int, whole: int, share: Share) -> Mapping[str, object]:
    return {
        "part": part,
        "whole": whole,
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


def _agreements(agreements: Mapping[str, Agreement]) -> list[str]:
    return [
        f"{f'two coders agree, {field}':34}{_told(one.agreed, len(one.pairs), one.share)}"
        + (f", kappa {one.kappa:.3f}" if one.kappa is not None else "")
        + (f", alpha {one.alpha:.3f}" if one.alpha is not None else "")
        for field, one in agreements.items()
    ]


def _line(tally: Tally) -> str:
    return _told(tally.part, tally.whole, tally.share)


def _told(part: int, whole: int, share: Share) -> str:
    if share.rate is None or share.low is None or share.high is None:
        return "–"
    return f"{share.rate:.3f}  ({share.low:.3f}–{share.high:.3f})  {part} of {whole}"


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
