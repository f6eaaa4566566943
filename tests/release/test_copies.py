"""The tables as CSV, SQLite and workbook say what the Parquet files say."""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import duckdb
import pandas as pd
import pytest
import yaml

from pipeline.origin import Origin
from pipeline.release import ReleaseError, copies
from pipeline.release.card import card
from pipeline.release.changes.sides import of_release
from pipeline.release.citation import citation_file
from pipeline.release.croissant import croissant
from pipeline.release.datapackage import PARQUET, datapackage
from pipeline.release.edition import RELEASED, Edition, path_of
from pipeline.release.licences import license_text
from pipeline.release.quality import quality
from pipeline.release.versions import Version
from pipeline.store.folders import facts
from pipeline.store.parquet import read_parquet, to_arrow
from schemas import TABLES
from schemas.validate import checks


def as_texts(path):
    """The cells of a Parquet file as the copies write them."""
    table = copies._as_written(read_parquet(path))
    return [tuple(row.values()) for row in table.to_pylist()]


@pytest.mark.parametrize("name", RELEASED)
def test_sqlite_holds_every_row(name, first):
    with sqlite3.connect(first / "tables.sqlite") as database:
        rows = database.execute(f'select * from "{name}"').fetchall()
    assert sorted(map(str, rows)) == sorted(
        str(tuple(int(cell) if isinstance(cell, bool) else cell for cell in row))
        for row in as_texts(first / path_of(name))
    )


def test_sqlite_knows_its_keys_and_is_whole(first):
    with sqlite3.connect(first / "tables.sqlite") as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert database.execute("pragma foreign_key_check").fetchall() == []
        (meaning,) = database.execute(
            "select meaning from dictionary where \"table\" = 'questions' and \"column\" = 'outcome'"
        ).fetchone()
    assert meaning == "What happened to it in the session."


@pytest.mark.parametrize("name", ["sessions", "questions", "answers", "deferral_by_topic"])
def test_csv_holds_every_row(name, first):
    path = first / "csv" / f"{name}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heads, *rows = csv.reader(stream)
    assert heads == [c.name for c in RELEASED[name].columns()]
    told = [
        [
            "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
            for cell in row
        ]
        for row in as_texts(first / path_of(name))
    ]
    assert [len(row) for row in rows] == [len(row) for row in told]
    texts = [at for at, c in enumerate(RELEASED[name].columns()) if c.unit != "0 to 1"]
    assert [[row[at] for at in texts] for row in rows] == [
        [row[at] for at in texts] for row in told
    ]


def test_the_data_package_of_the_csv_files_knows_each(first):
    package = json.loads((first / "csv/datapackage.json").read_text())
    files = facts(first / "csv")
    assert {one["path"]: one["hash"] for one in package["resources"]} == {
        path: f"sha256:{one.sha256}" for path, one in files.items() if path.endswith(".csv")
    }


HOSTILE = '=HYPERLINK("http://tidewell.example")'


def topics(scope_note):
    row = {"topic_id": "t", "label": "T", "broader_id": None, "alt_labels": None}
    return to_arrow(TABLES["topics"], [{**row, "scope_note": scope_note}])


def edition(first, tables=()):
    side = of_release(first)
    origin = Origin(
        title="Open Quays", publisher=None, license="NOASSERTION", language="en",
        code="", lock="", inputs={},
    )  # fmt: skip
    more = {
        name: to_arrow(model, ()) for name, model in RELEASED.items() if name not in side.tables
    }
    return Edition(
        Version(2031, 6, 2), date(2031, 6, 20), origin, {**side.tables, **more, **dict(tables)}
    )


def sheet_of(path, name):
    """The XML of a sheet of a workbook."""
    with zipfile.ZipFile(path) as book:
        at = list(RELEASED).index(name) + 1
        return book.read(f"xl/worksheets/sheet{at}.xml").decode()


def test_text_in_a_workbook_is_text_whatever_it_begins_with(first, tmp_path):
    path = tmp_path / "tables.xlsx"
    assert copies.write_workbook(path, edition(first, {"topics": topics(HOSTILE)}))
    sheet = sheet_of(path, "topics")
    assert "<f>" not in sheet
    assert "=HYPERLINK(&quot;http" in sheet or '=HYPERLINK("http' in sheet


def test_what_is_too_long_for_a_cell_is_cut_and_says_so(first, tmp_path):
    path = tmp_path / "tables.xlsx"
    copies.write_workbook(path, edition(first, {"topics": topics("x" * 40_000)}))
    sheet = sheet_of(path, "topics")
    assert "x" * 32_766 + "…" in sheet
    assert "x" * 32_767 not in sheet


def test_tables_that_are_too_large_make_no_workbook(first, tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "CELLS", 10)
    assert not copies.write_workbook(tmp_path / "tables.xlsx", edition(first))
    assert not (tmp_path / "tables.xlsx").exists()


def test_the_python_script_opens_every_table(first):
    told = subprocess.run(
        [sys.executable, "load.py"], cwd=first / "load", capture_output=True, text=True, check=True
    )
    assert [line.split()[0] for line in told.stdout.splitlines()] == list(RELEASED)
    assert "One thing put to the session by an asker." in told.stdout


def test_the_sql_script_makes_described_views(first, monkeypatch):
    monkeypatch.chdir(first)
    with duckdb.connect() as database:
        database.execute((first / "load/load.sql").read_text())
        assert database.sql("select count(*) from questions").fetchall() == [(10,)]
        ((told,),) = database.sql(
            "select comment from duckdb_columns() where table_name = 'questions'"
            " and column_name = 'outcome'"
        ).fetchall()
    assert told == "What happened to it in the session."


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not there")
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_the_r_script_opens_every_table_with_its_types(locale, first):
    script = """
        source("load/load.R")
        for (name in names(release)) cat(name, nrow(release[[name]]), names(release[[name]]), "\\n")
        cat(class(release$sessions$date), class(release$sessions$starts_at), "\\n")
        cat(format(release$sessions$starts_at, "%Y-%m-%dT%H:%M:%SZ"), "\\n")
        cat(class(release$questions$confirmed), class(release$questions$position), "\\n")
        cat(sum(is.na(release$questions$topic_id)), sum(release$answers$text == ""), "\\n")
        cat(sum(nchar(enc2utf8(release$answers$text), "bytes")), "\\n")
    """
    told = subprocess.run(
        ["Rscript", "-e", script], cwd=first, capture_output=True, text=True, check=True,
        env={**os.environ, "LC_ALL": locale, "TZ": "Pacific/Kiritimati"},
    ).stdout.splitlines()  # fmt: skip
    tables = {name: read_parquet(first / path_of(name)) for name in RELEASED}
    assert [line.split() for line in told[: len(tables)]] == [
        [name, str(table.num_rows), *table.column_names] for name, table in tables.items()
    ]
    questions, answers = tables["questions"], tables["answers"]
    (starts_at,) = tables["sessions"]["starts_at"].to_pylist()
    assert [line.strip() for line in told[len(tables) :]] == [
        "Date POSIXct POSIXt",
        f"{starts_at:%Y-%m-%dT%H:%M:%SZ}",
        "logical integer",
        f"{questions['topic_id'].null_count} 0",
        str(sum(len(text.encode()) for text in answers["text"].to_pylist())),
    ]


def test_the_quality_of_a_release_lists_every_check(first):
    told = json.loads((first / "quality.json").read_text())
    assert {(one["table"], one["check"]) for one in told["checks"]} == {
        (name, check)
        for name, model in RELEASED.items()
        if name not in ("withdrawn", "changes")
        for check in checks(model)
    }
    assert (told["accuracy"], told["agreement_of_coders"]) == (None, None)
    assert told["rows_confirmed"]["questions"] == 10
    assert told["rows_confirmed"]["share"] == told["rows_confirmed"]["confirmed"] / 10
    assert told["lines"]["lines"] == sum(n for name, n in told["lines"].items() if name != "lines")


def test_how_right_the_labels_are_is_told_without_what_was_missed(first):
    rate = {"part": 9, "whole": 10, "rate": 0.9, "low": 0.6, "high": 0.98}
    evaluation = {
        "about": "One record, coded by one person.",
        "meanings": {"outcomes": "of the questions found, those with a right outcome"},
        "figures": {"outcomes": rate},
        "agreement": {"meanings": {}, "fields": {"outcome": {**rate, "kappa": 0.7, "alpha": 0.7}}},
        "files": [{"file": "notes.md", "misses": ["notes.md:42: question missed"]}],
    }
    made = replace(edition(first), evaluation=json.dumps(evaluation).encode())
    assert quality(made)["accuracy"] == {
        "about": evaluation["about"],
        "meanings": evaluation["meanings"],
        "figures": {"outcomes": rate},
        "documents": ["notes.md"],
    }
    assert quality(made)["agreement_of_coders"] == evaluation["agreement"]
    alone = json.dumps({**evaluation, "agreement": None}).encode()
    assert quality(replace(made, evaluation=alone))["agreement_of_coders"] is None
    with pytest.raises(ReleaseError, match="evaluate --json"):
        quality(replace(made, evaluation=b"{}"))


def test_where_to_tell_what_is_wrong_is_in_the_citation(first):
    made = edition(first)
    assert "contact" not in yaml.safe_load(citation_file(made))
    for told, key in (("https://quays.example/ask", "website"), ("ask@quays.example", "email")):
        named = replace(made, origin=made.origin.model_copy(update={"contact": told}))
        (contact,) = yaml.safe_load(citation_file(named))["contact"]
        assert contact[key] == told


def test_where_no_licence_is_stated_nothing_says_one(first, tmp_path):
    made, files = edition(first), facts(first)
    assert "licenses" not in datapackage(made, files, PARQUET)
    assert "license" not in croissant(made, files)
    assert "license" not in citation_file(made)
    assert "license: unknown" in card(made, has_workbook=True)
    assert license_text(made).startswith("Nobody has stated")


def test_croissant_describes_every_file_and_every_column_with_rows(first):
    told = json.loads((first / "croissant.json").read_text())
    files = facts(first)
    assert {one["contentUrl"]: one["sha256"] for one in told["distribution"]} == {
        path: one.sha256 for path, one in files.items() if path.endswith(".parquet")
    }
    for records in told["recordSet"]:
        model = RELEASED[records["name"]]
        assert [field["name"] for field in records["field"]] == [c.name for c in model.columns()]
        for field, c in zip(records["field"], model.columns(), strict=True):
            assert field["description"].startswith(c.description)
    assert told["conformsTo"][0] == "http://mlcommons.org/croissant/1.1"
    assert all(
        told[f"rai:{name}"] for name in ("dataCollection", "dataLimitations", "dataUseCases")
    )


def test_the_datasheet_says_what_is_in_the_release(first):
    text = (first / "DATASHEET.md").read_text()
    assert "1 sessions of 2031-05-06 to 2031-05-06, 10 questions" in text
    assert "Tidewell Harbour Authority" in text


def test_moments_are_written_as_iso_8601(first):
    sessions = read_parquet(first / path_of("sessions"))
    (starts_at,) = copies._as_written(sessions)["starts_at"].to_pylist()
    assert datetime.fromisoformat(starts_at) == sessions["starts_at"][0].as_py().astimezone(UTC)
    assert pd.read_csv(first / "csv/sessions.csv")["starts_at"].to_list() == [starts_at]
