"""Where the notes and the recording of a session differ."""

import pandas as pd
import pandera.pandas as pa

from schemas.contract import Float, Placed, Text, column, share
from schemas.words import DiscrepancyKind

_OF_ANSWERS = (DiscrepancyKind.ANSWER_NOT_IN_RECORDING, DiscrepancyKind.RESPONDENT_DIFFERS)
_HEARD = (DiscrepancyKind.QUESTION_NOT_IN_NOTES, DiscrepancyKind.RESPONDENT_DIFFERS)


class Discrepancies(Placed):
    """A difference between notes and recording, placed in the document that shows it."""

    discrepancy_id: Text = column("Session and hash of the kind and what it is about.", key=True)
    session_id: Text = column("The session.", references="sessions.session_id")
    kind: Text = column("How they differ.", words=DiscrepancyKind)
    question_id: Text = column(
        "The question of the notes; null where they have none.",
        null=True,
        references="questions.question_id",
    )
    answer_id: Text = column("The answer of the notes.", null=True, references="answers.answer_id")
    utterance_id: Text = column(
        "Where it begins in the recording.", null=True, references="utterances.utterance_id"
    )
    score: Float = share("How sure it is.")

    @pa.dataframe_check()
    def kind_says_what_it_names(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A question of the notes, an answer and an utterance are named by the kinds about them."""
        in_notes = frame["kind"] != DiscrepancyKind.QUESTION_NOT_IN_NOTES
        return (
            (in_notes == frame["question_id"].notna())
            & (frame["kind"].isin(_OF_ANSWERS) == frame["answer_id"].notna())
            & (frame["kind"].isin(_HEARD) == frame["utterance_id"].notna())
        )
