"""Tables that stay below outputs/private: what was sent in, and what became of it."""

import pandas as pd
import pandera.pandas as pa

from schemas.contract import Float, Int32, Int64, Table, Text, Timestamp, column, count
from schemas.words import Channel, Disposition, MailKind, MatchMethod, Privacy

_PRIVATE = Privacy.PRIVATE
_DUPLICATE_OF = "submissions.submission_id"


class Submissions(Table):
    """One question-like item of a mail or chat message, or a mail that holds none."""

    submission_id: Text = column("Hash of its source and words.", key=True, privacy=_PRIVATE)
    session_id: Text = column(
        "The session it was sent to; null where none is known.",
        null=True,
        references="sessions.session_id",
        privacy=_PRIVATE,
    )
    channel: Text = column("The way it came in.", words=Channel, privacy=_PRIVATE)
    received_at: Timestamp = column("When it came.", unit="UTC", null=True, privacy=_PRIVATE)
    language: Text = column("Its language.", unit="ISO 639-1", null=True, privacy=_PRIVATE)
    text: Text = column("Its words.", privacy=_PRIVATE)
    asker_key: Text = column(
        "Who sent it, as a keyed hash; null without a key.", null=True, privacy=_PRIVATE
    )
    disposition: Text = column("What became of it.", words=Disposition, privacy=_PRIVATE)
    question_id: Text = column(
        "The question of a record that it is.",
        null=True,
        references="questions.question_id",
        privacy=_PRIVATE,
    )
    duplicate_of: Text = column(
        "The first submission that asks the same.",
        null=True,
        references=_DUPLICATE_OF,
        privacy=_PRIVATE,
    )
    match_score: Float = column(
        "How much it is like its question, or like the likest one where it has none.",
        unit="0 to 1",
        null=True,
        ge=0,
        le=1,
        privacy=_PRIVATE,
    )
    match_method: Text = column(
        "What its question was found by.", null=True, words=MatchMethod, privacy=_PRIVATE
    )
    document: Text = column("The file it stands in, below raw.", privacy=_PRIVATE)
    line_start: Int32 = column("First line.", unit="line, 1-based", ge=1, privacy=_PRIVATE)
    line_end: Int32 = column("Last line.", unit="line, 1-based, inclusive", ge=1, privacy=_PRIVATE)

    @pa.dataframe_check()
    def question_has_method(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A submission has a question exactly where something found it."""
        return frame["question_id"].notna() == frame["match_method"].notna()

    @pa.dataframe_check()
    def duplicates_name_the_first(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A duplicate, and no other, names what it repeats."""
        return (frame["disposition"] == Disposition.DUPLICATE) == frame["duplicate_of"].notna()

    @pa.dataframe_check()
    def asked_has_question(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """What was asked is a question of a record, and what was not is none."""
        asked = frame["disposition"].isin((Disposition.ASKED, Disposition.ANSWERED_AFTER))
        free = frame["disposition"] == Disposition.DUPLICATE
        return free | (asked == frame["question_id"].notna())


class MailDocuments(Table):
    """One mail in a mailbox."""

    mail_id: Text = column("Hash of what tells it from others.", key=True, privacy=_PRIVATE)
    document: Text = column("The file it stands in, below raw.", key=True, privacy=_PRIVATE)
    line_start: Int32 = column(
        "First line.", key=True, unit="line, 1-based", ge=1, privacy=_PRIVATE
    )
    line_end: Int32 = column("Last line.", unit="line, 1-based, inclusive", ge=1, privacy=_PRIVATE)
    bytes: Int64 = column("Its size.", unit="bytes", ge=0, privacy=_PRIVATE)
    kind: Text = column("What it is.", words=MailKind, privacy=_PRIVATE)
    session_id: Text = column(
        "The session it was sent to.",
        null=True,
        references="sessions.session_id",
        privacy=_PRIVATE,
    )
    message_id: Text = column("Its own Message-ID.", null=True, privacy=_PRIVATE)
    sender: Text = column("The address it is from.", null=True, privacy=_PRIVATE)
    subject: Text = column("Its subject, without Re: and Fwd:.", null=True, privacy=_PRIVATE)
    received_at: Timestamp = column("When it was sent.", unit="UTC", null=True, privacy=_PRIVATE)
    items: Int32 = column("The questions in it.", unit="count", ge=0, privacy=_PRIVATE)
    left_out: Text = column(
        "Rules by which parts of it were not read, joined by '; '.", null=True, privacy=_PRIVATE
    )


class IntakeBySession(Table):
    """What was sent in to one session by one channel, exactly."""

    key: Text = column("Session and channel.", key=True, privacy=_PRIVATE)
    session_id: Text = column(
        "The session; null for what was sent to none.",
        null=True,
        references="sessions.session_id",
        privacy=_PRIVATE,
    )
    channel: Text = column("The way it came in.", words=Channel, privacy=_PRIVATE)
    received: Int32 = count("Questions received, and what nobody has decided on.", _PRIVATE)
    distinct: Int32 = count("Those that ask what no earlier one asks.", _PRIVATE)
    asked: Int32 = count("Distinct ones asked, or answered afterwards.", _PRIVATE)
    answered: Int32 = count("Asked ones that the record answers, whole or in part.", _PRIVATE)
    answered_after: Int32 = count("Asked ones among those answered afterwards.", _PRIVATE)
    not_asked: Int32 = count("Distinct ones that the record does not hold.", _PRIVATE)
    undecided: Int32 = count("Distinct ones that a person has to look at.", _PRIVATE)
    join_requests: Int32 = count("Requests to take part.", _PRIVATE)
    not_questions: Int32 = count("What asks nothing.", _PRIVATE)

    @pa.dataframe_check()
    def counts_add_up(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """What is distinct was asked, or not, or is undecided."""
        fates = frame["asked"] + frame["not_asked"] + frame["undecided"]
        return (fates == frame["distinct"]) & (frame["distinct"] <= frame["received"])
