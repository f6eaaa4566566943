"""Documents, and the places in them on which facts rest or which could not be read."""

import pandas as pd
import pandera.pandas as pa

from schemas.contract import Int32, Int64, Placed, Table, Text, column, count
from schemas.words import DocumentKind, DocumentRole, QuarantineReason


class Documents(Table):
    """A file of a session's folder. Its four kinds of lines add up to all of them."""

    document_id: Text = column("Session and file name.", key=True)
    session_id: Text = column("The session.", references="sessions.session_id")
    path: Text = column("Path below raw/sessions.")
    kind: Text = column("What the file is.", words=DocumentKind)
    format: Text = column("The file format it was read as.")
    role: Text = column("What the document counts for.", words=DocumentRole)
    sha256: Text = column("SHA-256 of the bytes.", unit="hex digits", str_matches=r"^[0-9a-f]{64}$")
    bytes: Int64 = column("Size of the file.", unit="bytes", ge=0)
    lines: Int32 = count("Lines; they end at LF, CRLF or CR and at nothing else.")
    lines_used: Int32 = count("Lines that some row of some table rests on, or that structure it.")
    lines_boilerplate: Int32 = count("Lines left out by a named rule.")
    lines_quarantined: Int32 = count("Lines that could not be placed; see quarantine.")
    lines_blank: Int32 = count("Lines of white space.")
    encoding: Text = column("Character encoding the bytes were read in.")
    language: Text = column("Language of the text.", unit="ISO 639-1", null=True)
    source_url: Text = column("Where the text was published.", null=True)
    revision: Text = column("Revision of the source.", null=True)
    license: Text = column("Licence, an SPDX id where there is one.", null=True)

    @pa.dataframe_check()
    def every_line_accounted(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Used, boilerplate, quarantined and blank lines add up to all lines."""
        parts = ["lines_used", "lines_boilerplate", "lines_quarantined", "lines_blank"]
        return frame[parts].sum(axis=1) == frame["lines"]


class Evidence(Placed):
    """A further place on which a row of another table rests, one row a line."""

    table: Text = column("The table.", key=True)
    row_id: Text = column("Key of the row there.", key=True)
    document_id: Text = column("The document.", key=True, references="documents.document_id")
    line_start: Int32 = column("First source line.", key=True, unit="line, 1-based", ge=1)
    line_end: Int32 = column("Last source line.", unit="line, 1-based, inclusive", ge=1)
    char_start: Int32 = column(
        "First character in the first line, after NFC.", unit="character, 0-based", ge=0
    )
    char_end: Int32 = column(
        "Behind the last character in the last line, after NFC.", unit="character, 0-based", ge=0
    )


class Quarantine(Placed):
    """Lines that were set aside: never read as something they might not be."""

    document_id: Text = column("The document.", key=True, references="documents.document_id")
    line_start: Int32 = column("First source line.", key=True, unit="line, 1-based", ge=1)
    line_end: Int32 = column("Last source line.", unit="line, 1-based, inclusive", ge=1)
    reason: Text = column("Why.", words=QuarantineReason)
    detail: Text = column("More about the reason; never the text.", null=True)
