"""`DATASHEET.md`: the questions of "Datasheets for Datasets" (Gebru and others, 2021)."""

from collections.abc import Iterable

from pipeline.release.citation import citation
from pipeline.release.edition import Edition
from pipeline.release.known import COLLECTION, LIMITS, PERSONAL, PREPARATION, PURPOSE, USES
from pipeline.release.licences import full_name, is_stated

_TEXT = """\
# Datasheet: {title}, release {version}

After Gebru and others, "Datasheets for Datasets" (2021).

## Motivation

{purpose}

Who published the texts: {publisher}.

## Composition

One row is one question, answer, promise, person in office, or another thing that `DICTIONARY.md`
defines. This release holds {sessions} sessions of {first} to {last}, {questions} questions,
{answers} answers and {promises} promises, read from {documents} documents. The main language is
`{language}`. Tables are joined by ids; there are no recommended splits.

What is missing: {quarantined} passages could not be read with certainty, and are listed in
`quarantine` without their text. {withdrawn} rows of earlier releases are gone, and are listed in
`changes/withdrawn.parquet` with the reason.

Personal information:

{personal}

## Collection

{collection}

## Preparation

{preparation}

Of the questions, {confirmed} have been confirmed by a person.

## Uses

{uses}

What to know before:

{limits}

## Distribution

As a folder of files, whose checksums are in `SHA256SUMS`. {licence}

## Maintenance

Each release has a version and is never changed; `CHANGELOG.md` says what differs from the one
before. A row that has to go is withdrawn, and is in no later release. To cite this one:

> {citation}
"""


def datasheet(edition: Edition) -> str:
    """DATASHEET.md."""
    days = sorted(edition.tables["sessions"]["date"].to_pylist())
    stated = edition.origin.license
    licence = f"Licence: {full_name(stated)}." if is_stated(stated) else "No licence is stated."
    return _TEXT.format(
        title=edition.origin.title,
        version=edition.version,
        purpose=PURPOSE,
        publisher=edition.origin.publisher or "not stated",
        first=days[0],
        last=days[-1],
        language=edition.origin.language,
        sessions=edition.rows("sessions"),
        questions=edition.rows("questions"),
        answers=edition.rows("answers"),
        promises=edition.rows("follow_ups"),
        documents=edition.rows("documents"),
        quarantined=edition.rows("quarantine"),
        withdrawn=edition.rows("withdrawn"),
        confirmed=edition.tables["questions"]["confirmed"].to_pylist().count(True),
        personal=_listed(PERSONAL),
        collection=COLLECTION,
        preparation=PREPARATION,
        uses=_listed(USES),
        limits=_listed(LIMITS),
        licence=licence,
        citation=citation(edition),
    )


def _listed(points: Iterable[str]) -> str:
    return "\n".join(f"- {point}" for point in points)
