"""A release is whole, says what it is, and never changes."""

import json
import os
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
import yaml

from pipeline.private.folder import PrivateFolder, State
from pipeline.release import ReleaseError
from pipeline.release.edition import RELEASED
from pipeline.release.freeze import release
from pipeline.release.shelf import Shelf
from pipeline.release.verify import verify
from pipeline.release.versions import Version
from pipeline.store.builds import Builds
from pipeline.store.folders import facts
from pipeline.store.parquet import to_arrow
from schemas import PRIVATE, SCHEMA_VERSION, STATISTICS, TABLES
from schemas.words import Privacy
from tests.release.conftest import DAY


def test_a_release_holds_every_table_and_says_what_they_are(first):
    names = {path.relative_to(first).as_posix() for path in first.rglob("*") if path.is_file()}
    assert names == {
        *(f"data/{name}.parquet" for name in TABLES),
        *(f"stats/{name}.parquet" for name in STATISTICS),
        *("README.md", "CODEBOOK.md", "DICTIONARY.md", "LICENSE-DATA", "CITATION.cff"),
        *("load/load.py", "load/load.sql", "load/load.R", "DATASHEET.md", "quality.json"),
        *(f"csv/{name}.csv" for name in RELEASED),
        *("csv/datapackage.json", "tables.sqlite", "tables.xlsx", "croissant.json"),
        *("datapackage.json", "schema.json", "manifest.json", "SHA256SUMS", "CHANGELOG.md"),
        *("changes/changes.parquet", "changes/withdrawn.parquet", "changes/changes.json"),
    }  # fmt: skip
    manifest = json.loads((first / "manifest.json").read_text())
    assert manifest["version"] == "2031.6.1"
    assert (manifest["change"], manifest["follows"]) == ("first", None)
    assert manifest["released"] == "2031-06-02"
    assert manifest["tables"]["questions"]["rows"] == 10
    assert {"corpus.yaml", "topics.yaml", "sessions/2031-05-06/notes.txt"} <= set(
        manifest["inputs"]
    )
    assert verify(first).sound


def test_every_footer_carries_both_versions(first):
    for path in first.rglob("*.parquet"):
        footer = pq.read_metadata(path).metadata
        assert footer[b"release"] == b"2031.6.1"
        assert footer[b"schema_version"] == SCHEMA_VERSION.encode()


def test_nothing_private_is_in_the_contract_of_a_release():
    columns = [c for model in RELEASED.values() for c in model.columns()]
    assert {c.privacy for c in columns} == {Privacy.PUBLIC, Privacy.OFFICE}


def test_the_zip_holds_the_same_files_below_one_folder(first, tmp_path):
    with zipfile.ZipFile(first.with_name("2031.6.1.zip")) as archive:
        assert {facts.date_time for facts in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    assert folder.name == "tidewell-harbour-authority-open-quays-2031.6.1"
    assert facts(folder) == facts(first)


def test_what_others_use_to_check_sums_finds_no_fault(first):
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=first, check=True)


def test_the_code_in_its_readme_runs(first, monkeypatch, capsys):
    monkeypatch.chdir(first)
    text = Path("README.md").read_text()
    (python,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(python, {})
    assert re.search(r"deferred +3\b", capsys.readouterr().out)
    (sql,) = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert sum(questions for _, questions, _ in duckdb.sql(sql).fetchall()) == 10


def test_the_readme_lists_every_table(first):
    text = (first / "README.md").read_text()
    for path in first.rglob("*.parquet"):
        rows = pq.read_metadata(path).num_rows
        assert f"| `{path.relative_to(first).as_posix()}` | {rows} | " in text


def test_the_card_names_a_file_for_every_table_that_has_rows(first):
    head = yaml.safe_load((first / "README.md").read_text().split("---\n")[1])
    listed = {one["config_name"]: first / one["data_files"] for one in head["configs"]}
    filled = {path.stem for path in first.rglob("*.parquet") if pq.read_metadata(path).num_rows}
    assert listed.keys() == filled
    assert all(path.is_file() for path in listed.values())
    assert head["license"] == "cc0-1.0"


def test_the_licence_names_every_source(first):
    text = (first / "LICENSE-DATA").read_text()
    assert "Creative Commons Zero 1.0 Universal (CC0-1.0)" in text
    assert "2031-05-06/notes.txt" in text
    assert "https://tidewell.example/wiki/Open_Quay_2031-05-06" in text


def test_the_citation_names_version_and_day(first):
    facts = yaml.safe_load((first / "CITATION.cff").read_text())
    assert facts["version"] == "2031.6.1"
    assert facts["date-released"] == date(2031, 6, 2)
    assert facts["title"] == "Tidewell Harbour Authority Open Quays"


def test_the_same_again_is_released_already(out, first):
    before = facts(out / "releases")
    again = release(out, DAY)
    later = release(out, date(2031, 7, 1))
    named = release(out, DAY, Version.read("2031.6.1"))
    assert [one.new for one in (again, later, named)] == [False] * 3
    assert [str(one.version) for one in (again, later, named)] == ["2031.6.1"] * 3
    assert facts(out / "releases") == before


def test_a_lost_zip_is_made_again_with_the_same_bytes(out, first):
    archive = first.with_name("2031.6.1.zip")
    before = archive.read_bytes()
    archive.unlink()
    release(out, DAY)
    assert archive.read_bytes() == before


def test_a_version_with_other_content_is_refused_and_what_differs_is_named(out, first, spoil):
    before = facts(first)
    spoil("topics", "scope_note", "Something else.")
    with pytest.raises(
        ReleaseError, match=r"2031.6.1 is released with other.*data/topics\.parquet"
    ):
        release(out, DAY, Version.read("2031.6.1"))
    assert facts(first) == before
    assert sorted(path.name for path in first.parent.iterdir()) == ["2031.6.1", "2031.6.1.zip"]


def test_a_change_is_the_next_version_of_its_month(out, spoil):
    spoil("topics", "scope_note", "Something else.")
    assert release(out, DAY).path.name == "2031.6.2"
    spoil("topics", "scope_note", "Something more.")
    assert release(out, date(2031, 11, 30)).path.name == "2031.11.1"
    spoil("topics", "scope_note", "Nothing.")
    with pytest.raises(ReleaseError, match="give a later --date"):
        release(out, date(2031, 10, 1))


def test_nothing_is_released_where_a_check_fails(out, spoil):
    spoil("answers", "question_id", "2031-05-06/q-none")
    with pytest.raises(ReleaseError, match="answers: foreign_keys"):
        release(out, DAY)
    assert [str(version) for version in Shelf(out / "releases").versions()] == ["2031.6.1"]


def test_nothing_is_released_from_a_damaged_build(out):
    (out / "current" / "tables" / "people.parquet").write_bytes(b"")
    with pytest.raises(ReleaseError, match=r"damaged \(tables/people.parquet\)"):
        release(out, DAY)


def test_nothing_is_released_while_a_session_must_be_read_again(out):
    builds = Builds(out)
    report = builds.staged() / "report.json"
    report.write_text(json.dumps({**json.loads(report.read_text()), "again": ["2031-05-06"]}))
    builds.publish("c3")
    with pytest.raises(ReleaseError, match="2031-05-06"):
        release(out, DAY)


def test_nothing_is_released_where_nothing_is_built(tmp_path):
    with pytest.raises(ReleaseError, match="run officehours build"):
        release(tmp_path, DAY)


def test_of_two_who_place_a_version_one_does(tmp_path):
    shelves = [Shelf(tmp_path / "releases"), Shelf(tmp_path / "releases")]
    staged = []
    for number in (1, 2):
        staged.append(tmp_path / f"staged{number}")
        staged[-1].mkdir()
        (staged[-1] / "README.md").write_text(str(number))
    (tmp_path / "releases").mkdir()
    shelves[0].place(staged[0], Version(2031, 6, 1))
    with pytest.raises(ReleaseError, match="never changes"):
        shelves[1].place(staged[1], Version(2031, 6, 1))
    assert (tmp_path / "releases/2031.6.1/README.md").read_text() == "1"


def test_what_a_crash_left_behind_is_in_nobodys_way(out, spoil):
    left = out / "releases" / ".staging" / "data"
    left.mkdir(parents=True)
    (left / "half.parquet").write_bytes(b"PAR1")
    spoil("topics", "scope_note", "Something else.")
    made = release(out, DAY)
    assert verify(made.path).sound
    assert not (out / "releases" / ".staging").exists()


@pytest.mark.parametrize("text", ["2031.06.1", "2031.13.1", "2031.6.0", "2031.6", "v2031.6.1", "x"])
def test_what_is_no_version(text):
    with pytest.raises(ReleaseError, match="is no version"):
        Version.read(text)


def test_versions_are_in_order_of_time():
    read = [Version.read(text) for text in ("2031.10.1", "2031.9.2", "2031.9.10", "2030.12.1")]
    assert [str(version) for version in sorted(read)] == [
        "2030.12.1", "2031.9.2", "2031.9.10", "2031.10.1",
    ]  # fmt: skip


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder = tmp_path / "releases"
    folder.mkdir(mode=0o500)
    with pytest.raises(OSError, match="ermission"), Shelf(folder).staging():
        pass


def test_nothing_is_released_that_holds_what_was_sent_in(out, first, spoil):
    wording = "why must the lamps on the eastern mole burn until four in the morning"
    row = {
        **dict.fromkeys(PRIVATE["submissions"].arrow_schema().names),
        "submission_id": "s-0123456789ab",
        "channel": "mail",
        "text": f"Hello, {wording}?",
        "disposition": "not_asked",
        "document": "mail/a.mbox",
        "line_start": 1,
        "line_end": 2,
    }
    private = {"submissions": to_arrow(PRIVATE["submissions"], [row])}
    PrivateFolder(out).keep(private, [], State(inputs="", effects="", to_review=1))
    spoil("topics", "scope_note", "Lamps and buoys.")
    assert release(out, DAY).path.name == "2031.6.2"
    spoil("topics", "scope_note", f"Such as {wording}.")
    with pytest.raises(
        ReleaseError, match=r"csv/topics\.csv.*tables\.sqlite.*tables\.xlsx"
    ) as refused:
        release(out, DAY)
    assert wording not in str(refused.value)
    assert Shelf(out / "releases").versions()[-1] == Version.read("2031.6.2")
