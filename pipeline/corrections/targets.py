"""Whether what corrections speak of is there."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.corpus import Corpus, Problem
from pipeline.corpus.corrections import Act, Correction
from pipeline.corpus.problems import RefusedError, quoted
from pipeline.corpus.validation import suggestion
from pipeline.corrections.draft import Draft
from schemas.corrections import CORRECTED

_SHOWN = 3


def check_targets(draft: Draft, corrections: Sequence[Correction], corpus: Corpus) -> None:
    """Raises `RefusedError` where a row has gone, or a value points at nothing."""
    if problems := [*_gone(draft, corrections), *_dangling(draft, corrections, corpus)]:
        raise RefusedError(*problems)


def _gone(draft: Draft, corrections: Sequence[Correction]) -> Iterator[Problem]:
    for correction in corrections:
        if not draft.has(correction.table, correction.row_id):
            near = "; ".join(_nearest(draft, correction))
            hint = f"; nearest: {near}" if near else ""
            message = (
                f"{correction.table} has no row {quoted(correction.row_id)}{hint}; name the row "
                "that is meant, or take the correction away"
            )
            yield correction.problem(message)


def _nearest(draft: Draft, correction: Correction) -> list[str]:
    """The rows most like the one that has gone, by their id or by the text that is stated."""

    def likeness(key: str) -> float:
        row = draft.row(correction.table, key)
        held = str(row.get(correction.column or "") or "")
        ids = SequenceMatcher(None, correction.row_id, key, autojunk=False).ratio()
        stated = correction.written or ""
        said = SequenceMatcher(None, stated, held, autojunk=False).quick_ratio() if stated else 0
        return max(ids, said)

    ranked = sorted(draft.ids(correction.table), key=likeness, reverse=True)[:_SHOWN]
    texts = (draft.row(correction.table, key).get("text") for key in ranked)
    return [
        f"{key} ({quoted(text)})" if text else key for key, text in zip(ranked, texts, strict=True)
    ]


def _dangling(draft: Draft, corrections: Sequence[Correction], corpus: Corpus) -> Iterator[Problem]:
    """A problem for each value that refers to no topic of the corpus or person of the session."""
    known = {
        "topics.topic_id": ([topic.topic_id for topic in corpus.topics], "topics"),
        "people.person_id": (
            [str(person["person_id"]) for person in draft.rows("people")],
            "people of this session and of people.yaml",
        ),
    }
    for correction in corrections:
        if correction.act is Act.CORRECT and correction.value is not None:
            columns = CORRECTED[correction.table].columns()
            (column,) = (c for c in columns if c.name == correction.column)
            ids, what = known.get(column.references or "", ([correction.value], ""))
            if correction.value not in ids:
                hint = suggestion(str(correction.value), map(str, ids), what)
                message = f"unknown {column.name} {quoted(correction.value)}; {hint}"
                yield correction.problem(message)
