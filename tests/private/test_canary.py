"""Nothing of a mail is outside outputs/private: not built, not released, not failed, not killed.

A word is planted in every field and every encoding of a mailbox; then everything that was written
elsewhere, temporary files and the home folder included, is searched for all of them
(`pipeline.private.leaks`), and so are the arguments and environments of the processes that read
the mail, and what they print.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pytest
from pyarrow import parquet

import pipeline.link.kept
import pipeline.orchestration.assets
import pipeline.orchestration.workspace
import pipeline.private.chats
import pipeline.private.fates
import pipeline.private.folder
import pipeline.private.gate
import pipeline.private.intake
import pipeline.private.letters
import pipeline.release.freeze
import pipeline.release.verify
import pipeline.shards
import pipeline.site.pages
import pipeline.site.reading
import pipeline.site.writing
import pipeline.store.builds
from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.engine import Inline
from pipeline.orchestration.graph import dagster_home, definitions, problems
from pipeline.orchestration.history import quick_history
from pipeline.orchestration.workspace import Workspace
from pipeline.private.folder import PrivateFolder
from pipeline.private.intake import Intake
from pipeline.private.leaks import leaks
from pipeline.private.veil import PrivateError
from tests.private.canaries import FIELDS, W, raw

__all__ = ["raw"]

DAY = "2032-04-01"


def public(raw: Path) -> dict[str, set[str]]:
    """The words that stand anywhere beside raw, but in the private folder."""
    hidden = ("raw", "out/private")
    found = {
        field: {place for place in places if not place.startswith(hidden)}
        for field, places in leaks(raw.parent, W.values()).items()
    }
    return {field: places for field, places in found.items() if places}


def said(text: str) -> list[str]:
    """The fields of which a text holds the word."""
    plain = text.lower()
    return [field for field in FIELDS if W[field] in plain]


def environment(raw: Path) -> Mapping[str, str]:
    """Ours, with a home and a place for temporary files that are searched, too."""
    places = {name: raw.parent / name.lower() for name in ("HOME", "TMPDIR")}
    for place in places.values():
        place.mkdir(exist_ok=True)
    return {**os.environ, **{name: str(place) for name, place in places.items()}}


def command(raw: Path, *arguments: str) -> subprocess.Popen[str]:
    program = Path(sys.executable).parent / "officehours"
    return subprocess.Popen(
        [program, *arguments, "--out", "out"],
        cwd=raw.parent,
        env=environment(raw),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def told(process: subprocess.Popen[str]) -> str:
    """What a process and all below it were started with, until it ends."""
    seen = b""
    while process.poll() is None:
        waiting = [process.pid]
        while waiting:
            entry = Path(f"/proc/{waiting.pop()}")
            try:
                seen += (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
                waiting += map(int, (entry / "task" / entry.name / "children").read_text().split())
            except OSError:
                continue
        time.sleep(0.2)
    return seen.decode("utf-8", "replace")


def test_nothing_leaks_from_a_release_its_pages_or_the_processes_that_made_them(raw: Path) -> None:
    assert len(set(W.values())) == len(FIELDS) >= 60
    out = raw.parent / "out"
    for arguments in (
        ("release", "--date", DAY, "--raw", "raw"),
        ("site", "--zip", "pages.zip"),
    ):
        process = command(raw, *arguments)
        assert said(told(process)) == []
        printed, _ = process.communicate()
        assert process.returncode == 0, printed
        assert said(printed) == []
    assert list((out / "releases").rglob("*.zip"))
    assert (out / "site" / "index.html").is_file()
    assert public(raw) == {}
    # the positive control: what asks something arrived, so it was there to leak
    inside = leaks(out / "private", W.values())
    arrived = {field for field in FIELDS if W[field] in inside}
    assert {
        "from-local", "message-id", "subject-plain", "subject-base64", "subject-quoted", "subject-folded",
        "text-base64", "text-quoted", "text-split", "text-utf16", "text-latin", "text-uu", "html-text",
        "html-entity", "question-matched", "question-numbered", "question-unsure", "forwarded-text",
        "carried-text", "join-subject", "file-name", "folder-name", "copy-text",
    } <= arrived  # fmt: skip
    # and another: in the files that were just searched, a word that is planted is found
    plant(raw)
    where = {place for places in leaks(raw.parent, [PLANTED]).values() for place in places}
    assert {Path(place).suffix for place in where} >= {".parquet", ".db", ".zip", ".html", ".csv"}


PLANTED = "zqplantedhere"


def plant(raw: Path) -> None:
    """Put a word into one file of each format that was written."""
    out = raw.parent / "out"
    tables = (out / "tables").resolve()
    table = parquet.read_table(tables / "sessions.parquet")
    column = pa.array([PLANTED] * len(table))
    parquet.write_table(table.append_column("x", column), tables / "sessions.parquet")
    base = next(path for path in (out / ".dagster").rglob("*.db"))
    with sqlite3.connect(base) as connection:
        connection.execute("create table planted (word text)")
        connection.execute("insert into planted values (?)", [PLANTED])
    connection.close()
    with zipfile.ZipFile(raw.parent / "pages.zip", "a", zipfile.ZIP_DEFLATED) as pages:
        pages.writestr("planted.txt", PLANTED)
    for path in ((out / "site").resolve() / "index.html", *out.glob("releases/*/csv/sessions.csv")):
        path.chmod(0o600)
        path.write_text(path.read_text("utf-8") + PLANTED, "utf-8")


def test_what_processes_are_started_with_is_seen() -> None:
    line = [sys.executable, "-c", "import time; time.sleep(1)", W["key-file"]]
    given = {**os.environ, "PLANTED": W["separator"]}
    assert set(said(told(subprocess.Popen(line, env=given, text=True)))) == {
        "key-file",
        "separator",
    }


# what is private fails with all words at once, anything else with all that it was given
PRIVATE = {
    "finding what changed": ("refresh", pipeline.private.intake, "digest"),
    "reading chats": ("refresh", pipeline.private.intake, "chat_folders"),
    "reading the post": ("refresh", pipeline.private.intake, "read_post"),
    "parting mailboxes": ("refresh", pipeline.private.post, "mails"),
    "reading a mail": ("refresh", pipeline.private.letters, "read_letter"),
    "keeping what was read": ("refresh", pipeline.private.letters.KeptMails, "facts"),
    "matching": ("refresh", pipeline.private.fates, "_match"),
    "repeats": ("refresh", pipeline.private.fates.Repeats, "first"),
    "counting": ("refresh", pipeline.private.intake, "by_session"),
    "counting for all": ("refresh", pipeline.private.intake, "published"),
    "checking": ("refresh", pipeline.private.intake, "_check"),
    "listing for review": ("refresh", pipeline.private.intake, "to_review"),
    "writing": ("refresh", pipeline.private.folder, "write_parquet"),
    "writing the list": ("refresh", pipeline.private.folder, "_as_csv"),
    "what the gate looks for": ("release", pipeline.private.gate, "_words"),
    "the gate": ("release", pipeline.private.gate, "leaks"),
}
PUBLIC = {
    "finding sessions": ("refresh", pipeline.orchestration.workspace, "load_corpus"),
    "reading a session": ("refresh", pipeline.shards, "read_session"),
    "making rows": ("refresh", pipeline.shards, "session_rows"),
    "correcting": ("refresh", pipeline.shards, "corrected"),
    "linking": ("refresh", pipeline.link.kept, "link"),
    "checking tables": ("refresh", pipeline.orchestration.assets, "validate"),
    "writing tables": ("refresh", pipeline.orchestration.assets, "write_parquet"),
    "statistics": ("refresh", pipeline.orchestration.assets, "compute"),
    "publishing": ("refresh", pipeline.store.builds.Builds, "publish"),
    "reading the build": ("release", pipeline.release.freeze, "read_build"),
    "describing": ("release", pipeline.release.freeze, "manifest_of"),
    "writing the release": ("release", pipeline.release.freeze, "write_release"),
    "verifying": ("release", pipeline.release.verify, "verify"),
    "reading the release": ("site", pipeline.site.reading, "read_release"),
    "making pages": ("site", pipeline.site.pages, "session_page"),
    "publishing pages": ("site", pipeline.site.writing, "publish"),
}
COST_THEMSELVES = ("reading a mail",)
# what fails within the intake looks the same from outside: two such steps stand for the others
SHOWN = (*COST_THEMSELVES, "finding what changed", "matching")
WITHIN_INTAKE = [
    step for step, (of, *_) in PRIVATE.items() if of == "refresh" and step not in SHOWN
]


def quote_the_mail(*_arguments: object, **_options: object) -> None:
    raise ValueError(" ".join(W.values()))


def quote_everything(*arguments: object, **options: object) -> None:
    given = [*arguments, *options.values()]
    given += [list(one.values()) for one in given if isinstance(one, Mapping)]
    raise ValueError(f"{given!r}")


@contextmanager
def dagster(raw: Path) -> Iterator[Callable[[str], dg.ExecuteInProcessResult]]:
    """What runs one of Dagster's jobs, with a history below the outputs."""
    out = raw.parent / "out"
    found = definitions(Workspace(raw, out, engine=Inline()))
    jobs = {name: found.resolve_job_def(name) for name in ("refresh", "release", "site")}
    config = {"ops": {"freeze": {"config": {"day": DAY}}}}
    with quick_history(), dg.DagsterInstance.from_config(str(dagster_home(out))) as instance:

        def run(name: str) -> dg.ExecuteInProcessResult:
            alone = {"run_config": config, "asset_selection": [dg.AssetKey("release")]}
            options = alone if name == "release" else {}
            return jobs[name].execute_in_process(instance=instance, raise_on_error=False, **options)

        yield run


def read_anew(out: Path) -> None:
    """See to it that the next build reads everything."""
    for path in (*out.glob("private/cache/*/*/*"), *out.glob(".cache/*/*")):
        path.unlink()


def test_no_step_that_fails_leaves_anything_in_its_history(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dagster(raw) as run:
        for job in ("refresh", "release", "site"):
            for name, (of, owner, attribute) in {**PRIVATE, **PUBLIC}.items():
                if of != job or name in WITHIN_INTAKE:
                    continue
                read_anew(raw.parent / "out")
                with monkeypatch.context() as patch:
                    failing = quote_the_mail if name in PRIVATE else quote_everything
                    patch.setattr(owner, attribute, failing)
                    result = run(job)
                assert result.success == (name in COST_THEMSELVES), name
                assert said(" ".join(problems(result))) == [], name
            assert run(job).success
    assert public(raw) == {}


def test_errors_of_private_steps_tell_where_they_were_and_quote_nothing(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load_corpus(raw)
    tables = build_dataset(loaded, engine=Inline()).tables
    folder = PrivateFolder(raw.parent / "out")
    intake = Intake(raw, loaded, folder)

    def fails(step: str, failing: Callable[[], object]) -> None:
        _, owner, attribute = PRIVATE[step]
        with monkeypatch.context() as patch:
            patch.setattr(owner, attribute, quote_the_mail)
            with pytest.raises(PrivateError, match=r"ValueError at test_canary\.py") as caught:
                failing()
        assert said("".join(traceback.format_exception(caught.value))) == []

    for step in (*WITHIN_INTAKE, "matching"):
        read_anew(raw.parent / "out")
        fails(step, lambda: intake.take(tables, Inline()))
    intake.take(tables, Inline())
    fails("finding what changed", intake.effects)
    heard = tables["utterances"]
    fails("the gate", lambda: pipeline.private.gate.private_within(raw, folder, heard))


MOMENTS = {
    "reading mails": ("build", "private/cache/mails"),
    "publishing": ("build", "current"),
    "releasing": ("release", "releases"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="it ends processes")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_leaves_nothing_behind(moment: str, raw: Path) -> None:
    name, appears = MOMENTS[moment]
    more = ("--date", DAY) if name == "release" else ("--engine", "inline")
    process = command(raw, name, "-q", *more, "--raw", "raw")
    deadline = time.monotonic() + 240
    while process.poll() is None and time.monotonic() < deadline:
        if (raw.parent / "out" / appears).exists():
            break
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert (raw.parent / "out" / appears).exists()
    assert public(raw) == {}
