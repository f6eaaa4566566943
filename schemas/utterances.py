"""What was said and written during sessions."""

import pandas as pd
import pandera.pandas as pa

from schemas.contract import Int32, Int64, Placed, Text, Timestamp, column
from schemas.words import Privacy, UtteranceChannel


class Utterances(Placed):
    """The unbroken words of one speaker in a recording, or one message of a published chat."""

    utterance_id: Text = column("Session and hash of document, start and text.", key=True)
    session_id: Text = column("The session.", references="sessions.session_id")
    position: Int32 = column("Place among the session's utterances.", unit="1-based", ge=1)
    channel: Text = column("Where it was said or written.", words=UtteranceChannel)
    person_id: Text = column(
        "Who spoke, in office; null for everybody else, and for all in chat.",
        null=True,
        references="people.person_id",
        privacy=Privacy.OFFICE,
    )
    attribution: Text = column(
        "The name of who spoke in office, as printed.", null=True, privacy=Privacy.OFFICE
    )
    text: Text = column("What was said, once.", str_length={"min_value": 1})
    start_ms: Int64 = column("Start in the recording.", unit="ms", null=True, ge=0)
    end_ms: Int64 = column("End in the recording.", unit="ms", null=True, ge=0)
    sent_at: Timestamp = column("When a message was sent.", unit="UTC", null=True)

    @pa.dataframe_check()
    def named_only_in_office(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Only who speaks in office is named, and only in a recording."""
        spoken = frame["channel"] == UtteranceChannel.RECORDING
        named = frame["person_id"].notna()
        return (named == frame["attribution"].notna()) & (spoken | ~named)
