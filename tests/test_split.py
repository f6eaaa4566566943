"""A file with several sessions: refused with advice, cut into folders, each then built."""

import codecs
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.corpus import load_corpus
from pipeline.corpus.problems import RefusedError
from pipeline.dataset import NothingBuiltError, build_dataset
from pipeline.split import split_file

FRONT = "---\ntitle: Quay calls\n---\n"
FIRST = "## Quay call 2031-03-05\n\n**Q:** Why is the pier shut? – Bo\n**A:** Ice, für now.\n\n"
SECOND = "## Quay call 2031-01-08\n\n**Q:** When does the ferry go?\n**A:** At nine.\n"
YEAR = FRONT + "# All calls\n\nBy the harbour.\n\n" + FIRST + SECOND
PAGE = "<html><h2>Call 2031-03-05</h2><p>Why?</p><h2>Call 2031-04-08</h2><p>How?</p></html>"


@pytest.fixture
def source(tmp_path):
    """Writes a file outside any corpus."""

    def write(content, name="year.md"):
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refused(source: Path, raw: Path) -> list[str]:
    with pytest.raises(RefusedError) as error:
        split_file(source, raw)
    return [str(problem) for problem in error.value.problems]


def test_each_session_gets_its_own_lines_behind_the_front_matter(source, tmp_path):
    file, sessions = source(YEAR), tmp_path / "raw" / "sessions"
    done = split_file(file, tmp_path / "raw")
    assert [path for path, _ in done.made] == [
        sessions / "2031-03-05" / "notes.md",
        sessions / "2031-01-08" / "notes.md",
    ]
    assert [path.read_text("utf-8") for path, _ in done.made] == [FRONT + FIRST, FRONT + SECOND]
    assert done.left == ((4, 6),)
    assert file.read_text("utf-8") == YEAR
    assert sorted(sessions.iterdir()) == sorted(path.parent for path, _ in done.made)


def test_what_was_made_can_be_built(source, tmp_path):
    split_file(source(YEAR), tmp_path / "raw")
    dataset = build_dataset(load_corpus(tmp_path / "raw"))
    rows = dataset.tables["questions"].to_pylist()
    assert {row["session_id"]: row["text"] for row in rows} == {
        "2031-03-05": "Why is the pier shut?",
        "2031-01-08": "When does the ferry go?",
    }
    assert dataset.report["refused"] == []


@pytest.mark.parametrize(
    ("mark", "codec", "end"),
    [
        (b"", "utf-8", "\r\n"),
        (b"", "utf-8", "\r"),
        (b"", "windows-1252", "\n"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "\r\n"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "\n"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "\n"),
    ],
)
def test_line_ends_and_encoding_stay(source, tmp_path, mark, codec, end):
    def coded(text):
        return mark + text.replace("\n", end).encode(codec)

    done = split_file(source(coded(YEAR)), tmp_path / "raw")
    assert [path.read_bytes() for path, _ in done.made] == [
        coded(FRONT + FIRST),
        coded(FRONT + SECOND),
    ]


def test_a_byte_order_mark_of_utf8_stays_with_the_front_matter(source, tmp_path):
    done = split_file(source(codecs.BOM_UTF8 + YEAR.encode()), tmp_path / "raw")
    assert [path.read_bytes()[:6] for path, _ in done.made] == [codecs.BOM_UTF8 + b"---"] * 2


def test_no_line_is_written_twice_or_lost(source, tmp_path):
    done = split_file(source(YEAR, "year.MD"), tmp_path / "raw")
    lines = YEAR.splitlines()
    taken = [n for _, part in done.made for n in range(part.line_start, part.line_end + 1)]
    left = [n for first, last in done.left for n in range(first, last + 1)]
    others = set(range(4, len(lines) + 1)) - {*taken, *left}
    assert len(taken) == len(set(taken))
    assert not set(taken) & set(left)
    assert all(not lines[n - 1] for n in others)


def test_what_the_settings_beside_it_say_of_all_goes_with_each(source, tmp_path):
    file = source(YEAR)
    (file.parent / "session.yaml").write_text(
        "license: CC0-1.0\nlanguage: no\ntitle: Of the first only\n"
        "documents:\n  year.md: {source_url: 'https://quay.example/calls', revision: '0012'}\n"
    )
    split_file(file, tmp_path / "raw")
    written = (tmp_path / "raw/sessions/2031-03-05/session.yaml").read_text("utf-8")
    assert written.startswith("# from 'year.md', lines 8 to 12\n")
    assert "title" not in written
    for folder in load_corpus(tmp_path / "raw").sessions:
        assert folder.settings.license == "CC0-1.0"
        assert folder.settings.language == "no"
        assert folder.settings.document("notes.md").revision == "0012"


def test_nothing_is_overwritten_and_nothing_half_made(source, tmp_path):
    there = tmp_path / "raw" / "sessions" / "2031-01-08"
    there.mkdir(parents=True)
    (there / "transcript.vtt").write_text("WEBVTT\n")
    (problem,) = refused(source(YEAR), tmp_path / "raw")
    assert problem.startswith(f"{there}: is there already")
    assert [path.name for path in there.parent.iterdir()] == ["2031-01-08"]
    assert [path.name for path in there.iterdir()] == ["transcript.vtt"]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (FIRST, "one.md", "does not hold several sessions"),
        (b"a\0b", "binary.txt", "binary"),
        (YEAR, "year.docx", "expected notes as .txt"),
        (PAGE, "line.html", "line.html:1: two sessions share this line"),
        (
            b"<meta charset=koi8-r>\xf0\n" + PAGE.replace("<h2>", "\n<h2>").encode(),
            "koi.html",
            "save it as UTF-8",
        ),
    ],
)
def test_what_cannot_be_split_is_one_line_and_makes_nothing(source, tmp_path, content, name, said):
    (problem,) = refused(source(content, name), tmp_path / "raw")
    assert said in problem
    assert not (tmp_path / "raw").exists()


def test_a_file_that_is_not_there(tmp_path):
    (problem,) = refused(tmp_path / "none.md", tmp_path / "raw")
    assert "none.md: cannot be read" in problem


def test_a_build_refuses_it_with_the_advice(tmp_path):
    folder = tmp_path / "raw" / "sessions" / "2031-03-05"
    folder.mkdir(parents=True)
    (folder / "notes.md").write_text(YEAR, "utf-8")
    with pytest.raises(NothingBuiltError) as error:
        build_dataset(load_corpus(tmp_path / "raw"))
    (problem,) = error.value.problems
    assert str(problem).startswith(
        "sessions/2031-03-05/notes.md:8: holds 2 sessions (2031-03-05, 2031-01-08); "
        "run `officehours split` on this file"
    )


def test_the_command_says_what_it_made_and_what_to_remove(source, tmp_path):
    file, raw = source(YEAR), tmp_path / "raw"
    result = CliRunner().invoke(main, ["split", str(file), "--raw", str(raw)])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        f"{raw}/sessions/2031-03-05/notes.md: lines 8 to 12",
        f"{raw}/sessions/2031-01-08/notes.md: lines 13 to 16",
        f"{file}: lines 4 to 6 belong to no session, and are in no folder",
        f"{file}: is as it was; remove it when the folders are right",
    ]
    again = CliRunner().invoke(main, ["split", str(file), "--raw", str(raw)])
    assert again.exit_code == 2
    assert len(again.stderr.splitlines()) == 2
