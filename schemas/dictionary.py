"""The data dictionary for people, in Markdown, made from the contract."""

import re
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa

from schemas.contract import Column, Table
from schemas.words import Privacy, Word

PLAIN_TYPES: Mapping[pa.DataType, str] = {
    pa.string(): "text",
    pa.int32(): "whole number",
    pa.int64(): "whole number",
    pa.float64(): "number",
    pa.bool_(): "true or false",
    pa.date32(): "day",
    pa.timestamp("us", "UTC"): "day and time",
}

INTRODUCTION = (
    "Null means: not known. A key column identifies a row, alone or with the others marked so; "
    "an arrow leads to the column that the values come from."
)

COLUMN_HEADS = ("column", "type", "unit", "null?", "key", "privacy", "meaning")


def dictionary(models: Mapping[str, type[Table]]) -> str:
    """DICTIONARY.md: every table with its columns, then every vocabulary with its words.

    Args:
        models: The tables by name, in the order in which they are to stand.
    """
    sections = [
        "# Data dictionary",
        INTRODUCTION,
        "## Tables",
        *(_table(name, model, models) for name, model in models.items()),
        "## Words",
        "Columns with a closed vocabulary hold these words and no others.",
        *(_vocabulary(words) for words in _vocabularies(models.values())),
    ]
    return "\n\n".join(sections) + "\n"


def _table(name: str, model: type[Table], models: Mapping[str, type[Table]]) -> str:
    rows = (_column(c, models) for c in model.columns())
    return "\n\n".join([_heading(name, name), model.description(), _grid(COLUMN_HEADS, rows)])


def _column(c: Column, models: Mapping[str, type[Table]]) -> tuple[str, ...]:
    return (
        f"`{c.name}`",
        _type(c),
        _escape(c.unit or ""),
        "null" if c.nullable else "never",
        " ".join(filter(None, ["key" if c.key else "", _reference(c, models)])),
        _link(c.privacy.value, _anchor(Privacy)),
        _escape(c.description),
    )


def _type(c: Column) -> str:
    if c.words is None:
        return PLAIN_TYPES[c.arrow_type]
    return f"a word of {_link(_title(c.words), _anchor(c.words))}"


def _reference(c: Column, models: Mapping[str, type[Table]]) -> str:
    if c.references is None:
        return ""
    table = c.references.partition(".")[0]
    return "→ " + (_link(c.references, table) if table in models else c.references)


def _vocabularies(models: Iterable[type[Table]]) -> Iterable[type[Word]]:
    """Each vocabulary once, in order of first use; that of the privacy column last."""
    used = (c.words for model in models for c in model.columns() if c.words)
    return dict.fromkeys([*used, Privacy])


def _vocabulary(words: type[Word]) -> str:
    rows = ((f"`{word.value}`", _escape(word.meaning)) for word in words)
    return "\n\n".join(
        [
            _heading(_title(words), _anchor(words)),
            " ".join((words.__doc__ or "").split()),
            _grid(("word", "meaning"), rows),
        ]
    )


def _title(words: type[Word]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", words.__name__).lower()


def _anchor(words: type[Word]) -> str:
    # apart from a table of the same name
    return "words-" + _title(words).replace(" ", "-")


def _heading(title: str, anchor: str) -> str:
    return f'<a id="{anchor}"></a>\n\n### {title}'


def _link(text: str, anchor: str) -> str:
    return f"[{text}](#{anchor})"


def _grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    def lines() -> Iterator[str]:
        for cells in (heads, ("---",) * len(heads), *rows):
            yield f"| {' | '.join(cells)} |"

    return "\n".join(lines())


def _escape(text: str) -> str:
    """Text as one line of a cell, with nothing in it that Markdown would take as a mark."""
    return re.sub(r"([\\|*<`\[\]])", r"\\\1", " ".join(text.split()))
