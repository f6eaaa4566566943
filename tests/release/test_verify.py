"""Every file that was altered, removed or added is found, in a folder and in a zip."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.release import ReleaseError
from pipeline.release.archive import pack
from pipeline.release.verify import verify

TABLE = "data/questions.parquet"


def alter(release):
    data = bytearray((release / TABLE).read_bytes())
    data[len(data) // 2] ^= 1
    (release / TABLE).write_bytes(data)
    return {"altered": [TABLE]}


def remove(release):
    (release / TABLE).unlink()
    return {"missing": [TABLE]}


def add(release):
    (release / "data/notes").mkdir()
    (release / "data/notes/more.csv").write_text("1")
    return {"added": ["data/notes/more.csv"]}


def alter_the_manifest(release):
    path = release / "manifest.json"
    path.write_text(path.read_text().replace('"codebook_version": "1"', '"codebook_version": "2"'))
    return {"altered": ["SHA256SUMS", "manifest.json"]}


def alter_the_sums(release):
    path = release / "SHA256SUMS"
    path.write_text(path.read_text().replace("a", "b"))
    return {"altered": ["SHA256SUMS", "manifest.json"]}


def remove_the_sums(release):
    (release / "SHA256SUMS").unlink()
    return {"missing": ["SHA256SUMS"]}


def rename(release):
    (release / TABLE).rename(release / "data/Questions.parquet")
    return {"missing": [TABLE], "added": ["data/Questions.parquet"]}


CHANGES = [alter, remove, add, alter_the_manifest, alter_the_sums, remove_the_sums, rename]


def faults(verdict):
    told = {name: list(getattr(verdict, name)) for name in ("altered", "missing", "added")}
    return {name: paths for name, paths in told.items() if paths}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_found(change, first, tmp_path):
    expected = change(first)
    assert faults(verify(first)) == expected
    pack(first, tmp_path / "changed.zip", top="changed")
    assert faults(verify(tmp_path / "changed.zip")) == expected


def test_what_is_whole_is_said_to_be(first):
    for release in (first, first.with_name("2031.6.1.zip")):
        verdict = verify(release)
        assert verdict.sound
        assert verdict.files == len([path for path in first.rglob("*") if path.is_file()])


def test_a_link_is_no_file_of_a_release(first, tmp_path):
    (first / TABLE).rename(tmp_path / "elsewhere")
    (first / TABLE).symlink_to(tmp_path / "elsewhere")
    assert faults(verify(first)) == {"altered": [TABLE]}


def test_a_zip_with_two_files_of_one_name_is_not_whole(first):
    archive = first.with_name("2031.6.1.zip")
    with zipfile.ZipFile(archive, "a") as opened:
        (name,) = (name for name in opened.namelist() if name.endswith(TABLE))
        with pytest.warns(UserWarning, match="Duplicate"):
            opened.writestr(name, opened.read(name))
    assert faults(verify(archive)) == {"altered": [TABLE]}


def test_a_zip_with_flipped_bits_is_not_whole(first):
    archive = first.with_name("2031.6.1.zip")
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    archive.write_bytes(data)
    assert len(faults(verify(archive))["altered"]) == 1


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            "cut",
            r"zip holds no manifest\.json: it is no release, or is cut off",
        ),  # a workbook's end
        ("text", "neither a release's folder nor its zip"),
        ("empty folder", r"empty holds no manifest\.json: it is no release"),
        ("broken manifest", r"manifest\.json is damaged"),
    ],
)
def test_what_is_no_release_is_told(spoil, told, first, tmp_path):
    path = first.with_name("2031.6.1.zip")
    match spoil:
        case "cut":
            path.write_bytes(path.read_bytes()[:-100])
        case "text":
            path.write_text("A text.")
        case "empty folder":
            path = tmp_path / "empty"
            path.mkdir()
        case _:
            path = first
            (path / "manifest.json").write_text("{}")
    with pytest.raises(ReleaseError, match=told):
        verify(path)


def test_the_command_says_what_is_wrong_and_fails(first):
    run = CliRunner()
    assert run.invoke(main, ["verify", "-q", str(first)]).output == ""
    told = run.invoke(main, ["verify", str(first)])
    assert "2031.6.1 is whole" in told.output
    alter(first)
    told = run.invoke(main, ["verify", str(first)])
    assert (told.exit_code, told.stderr) == (1, f"altered: {TABLE}\n")
    told = run.invoke(main, ["verify", "--json", str(first)])
    assert json.loads(told.stdout)["altered"] == [TABLE]
    (first / "manifest.json").unlink()
    assert run.invoke(main, ["verify", str(first)]).exit_code == 2
