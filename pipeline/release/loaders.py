"""`load/`: scripts that open a release in Python, DuckDB and R, with every description."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from pipeline.release.edition import RELEASED, path_of

_PYTHON = '''\
"""The tables of this release as pandas frames; their descriptions are in `attrs`.

    from load import tables
    tables()["questions"]
"""

from pathlib import Path

import pandas as pd

RELEASE = Path(__file__).resolve().parent.parent
FILES = {{
{files}}}


def tables() -> dict[str, pd.DataFrame]:
    """Every table and statistic by name."""
    return {{name: pd.read_parquet(RELEASE / path) for name, path in FILES.items()}}


if __name__ == "__main__":
    for name, frame in tables().items():
        print(f"{{name:24}}{{len(frame):>9}} rows  {{frame.attrs['description']}}")
'''
_SQL = """\
-- The tables of this release as views of DuckDB, described. In the folder of the release:
--     duckdb -init load/load.sql

"""
_R = """\
# The tables of this release as a list of data frames, from the CSV files: R itself is enough.
# In the folder of the release:
#     source("load/load.R"); release$questions

columns <- list(
{tables}
)
read_table <- function(name) {{
  types <- columns[[name]]
  moments <- types == "POSIXct"
  types[moments] <- "character"
  table <- read.csv(
    file.path("csv", paste0(name, ".csv")), encoding = "UTF-8", na.strings = "",
    col.names = names(types), colClasses = unname(types), check.names = FALSE
  )
  table[moments] <- lapply(table[moments], as.POSIXct, format = "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC")
  table
}}
release <- lapply(setNames(names(columns), names(columns)), read_table)
"""
_R_TYPES: Mapping[pa.DataType, str] = {
    pa.string(): "character",
    pa.int32(): "integer",
    pa.int64(): "numeric",
    pa.float64(): "numeric",
    pa.bool_(): "logical",
    pa.date32(): "Date",
    pa.timestamp("us", "UTC"): "POSIXct",
}


def loaders() -> Mapping[str, str]:
    """The scripts by path."""
    return {
        "load/load.py": _PYTHON.format(
            files="".join(f'    "{name}": "{path_of(name)}",\n' for name in RELEASED)
        ),
        "load/load.sql": _SQL + "\n".join(_views()) + "\n",
        "load/load.R": _R.format(tables=",\n".join(_r_columns())),
    }


def _views() -> Iterator[str]:
    for name, model in RELEASED.items():
        columns = ", ".join(f'"{c.name}"' for c in model.columns())
        yield f"CREATE OR REPLACE VIEW \"{name}\" AS SELECT {columns} FROM '{path_of(name)}';"  # noqa: S608
        yield f'COMMENT ON VIEW "{name}" IS {_quoted(model.description())};'
        for c in model.columns():
            yield f'COMMENT ON COLUMN "{name}"."{c.name}" IS {_quoted(c.description)};'


def _r_columns() -> Iterator[str]:
    for name, model in RELEASED.items():
        types = ", ".join(f'"{c.name}" = "{_R_TYPES[c.arrow_type]}"' for c in model.columns())
        yield f"  {name} = c({types})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
