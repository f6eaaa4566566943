"""`README.md`: a release for a stranger, and a card whose configurations load by name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from pipeline.release.citation import citation
from pipeline.release.edition import RELEASED, Edition, codebook_version, path_of
from pipeline.release.known import LIMITS, PERSONAL
from pipeline.release.licences import address, full_name, is_stated
from pipeline.release.manifest import SUMS
from schemas import RELEASES, STATISTICS, TABLES, Table
from schemas.words import Outcome, Status

_FIRST = "questions_flat"
_TEXT = """\
# {title}

Release {version} of {day}, schema {schema}. What was asked in public question-and-answer calls,
who answered, what was put off, and whether the promised reply came. Every row leads back to the
document and the line it was read from.

| sessions | questions | answers | deferred | deferred and still open |
| ---: | ---: | ---: | ---: | ---: |
| {sessions} | {questions} | {answers} | {deferred} | {open} |

## Load it

All tables are Parquet files. `{first}.parquet` holds what most people want: one row a question.

With pandas:

```python
import pandas as pd

questions = pd.read_parquet("data/{first}.parquet")
print(questions["outcome"].value_counts())
```

With DuckDB:

```sql
select topic_label, count(*) as questions, count(*) filter (outcome = 'deferred') as deferred
from 'data/{first}.parquet' group by topic_label order by deferred desc;
```

With R, without any package:

```r
source("load/load.R")
table(release${first}$outcome)
```

Scripts in `load/` open all tables, with their descriptions: `load.py`, `load.R`, and `load.sql`
for DuckDB. The same tables are in `csv/` (UTF-8 with a byte order mark) and in `tables.sqlite`;
{workbook}.

## What is in it

`DICTIONARY.md` says what every column and word means, `CODEBOOK.md` how questions were coded
(version {codebook}); the Parquet files carry the same descriptions. Null means: not known.

{tables}

Rates, each with its counts and a 95 % Wilson interval; lateness is asked for {as_of}:

{rates}

A rate of fewer than ten questions is marked `small`: look at its interval before you quote it.

What changed since earlier releases, which `CHANGELOG.md` tells in words:

{changes}

## What to know before you use it

{limits}
{personal}
- A question without a topic has `topic_id` null: nothing was sure enough.

## Is it whole?

`sha256sum --check {sums}` says whether every file is as it was released; `officehours verify DIR`,
of the program that made the release, also finds files that were added. `manifest.json` lists every
file, the hash of what each table says, and what the release was made from. `quality.json` says
which checks it passed, how right its labels are known to be, how far two people agree who coded
the same, and how many rows a person has confirmed; `DATASHEET.md` how the data came about.
`datapackage.json` and `croissant.json` describe the files to programs.

## Licence

{licence} `LICENSE-DATA` names every source.

## How to cite it

{citation}

`CITATION.cff` says the same to programs.
"""


def card(edition: Edition, *, has_workbook: bool) -> str:
    """README.md."""
    questions = edition.tables["questions"]
    facts = {
        "title": edition.origin.title,
        "version": edition.version,
        "day": edition.day,
        "as_of": edition.as_of,
        "schema": edition.schema_version,
        "codebook": codebook_version(),
        "sessions": edition.rows("sessions"),
        "questions": edition.rows("questions"),
        "answers": edition.rows("answers"),
        "deferred": questions["outcome"].to_pylist().count(Outcome.DEFERRED),
        "open": questions["status"].to_pylist().count(Status.OPEN),
        "first": _FIRST,
        "limits": _points(LIMITS),
        "personal": _points(PERSONAL),
        "workbook": "`tables.xlsx` a workbook with a sheet a table"
        if has_workbook
        else "there are too many rows for a workbook",
        "tables": _listed(edition, TABLES),
        "rates": _listed(edition, STATISTICS),
        "changes": _listed(edition, RELEASES),
        "sums": SUMS,
        "licence": _licence(edition),
        "citation": citation(edition),
    }
    head = yaml.safe_dump(_facts(edition), sort_keys=False, allow_unicode=True)
    return f"---\n{head}---\n\n{_TEXT.format(**facts)}"


def _facts(edition: Edition) -> dict[str, Any]:
    """What the card says to programs."""
    stated = edition.origin.license
    return {
        "pretty_name": edition.origin.title,
        "language": [edition.origin.language],
        "license": stated.lower() if is_stated(stated) else "unknown",
        "size_categories": [_size(edition.rows("questions"))],
        "task_categories": ["question-answering", "text-classification"],
        "configs": list(_configurations(edition)),
    }


def _configurations(edition: Edition) -> Iterator[dict[str, Any]]:
    """One for each table that has rows; a loader refuses those without."""
    for name in (_FIRST, *(name for name in RELEASED if name != _FIRST)):
        if edition.rows(name):
            default = {"default": True} if name == _FIRST else {}
            yield {"config_name": name, "data_files": path_of(name), **default}


def _size(rows: int) -> str:
    bounds = {1_000: "n<1K", 10_000: "1K<n<10K", 100_000: "10K<n<100K", 1_000_000: "100K<n<1M"}
    return next((name for bound, name in bounds.items() if rows < bound), "1M<n<10M")


def _listed(edition: Edition, models: Mapping[str, type[Table]]) -> str:
    heads = ("| file | rows | one row is |", "| --- | ---: | --- |")
    rows = (
        f"| `{path_of(name)}` | {edition.rows(name)} | {model.description()} |"
        for name, model in models.items()
    )
    return "\n".join((*heads, *rows))


def _points(points: Iterable[str]) -> str:
    return "\n".join(f"- {point}" for point in points)


def _licence(edition: Edition) -> str:
    stated = edition.origin.license
    if not is_stated(stated):
        return "Nobody has stated under which licence the sources may be used."
    return f"[{full_name(stated)}]({address(stated)}), unless a source says otherwise."
