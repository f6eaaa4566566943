"""Rates computed from the tables, each with its counts and a 95 % Wilson interval.

A rate's group is `key`; `label` is its name for people. The row with key `*` is all
groups together; a null key is the group of questions that have none.
"""

from itertools import combinations

import pandas as pd
import pandera.pandas as pa

from schemas.contract import Date, Flag, Float, Int32, Table, Text, column, count, share
from schemas.words import Channel

#: Fewer than this are few: a rate of them is marked, a count of askers is not published.
SMALL = 10


class DeferralRates(Table):
    """Deferred questions per group, and what became of them."""

    key: Text = column("The group: its id, '*' for all, null for none.", key=True, null=True)
    label: Text = column("The group's name.")
    questions: Int32 = count("Questions of the group.")
    deferred: Int32 = count("Those with outcome deferred.")
    deferred_promised: Int32 = count("Deferred because somebody said so.")
    deferred_listed_after: Int32 = count(
        "Deferred because the record lists them as answered after."
    )
    deferral_rate: Float = share("deferred / questions.", null=True)
    deferral_low: Float = share("Lower bound of the interval.", null=True)
    deferral_high: Float = share("Upper bound of the interval.", null=True)
    resolved: Int32 = count("Deferred questions with status answered or partly_answered.")
    resolution_rate: Float = share("resolved / deferred.", null=True)
    resolution_low: Float = share("Lower bound of the interval.", null=True)
    resolution_high: Float = share("Upper bound of the interval.", null=True)
    confirmed: Int32 = count("Questions that a person has confirmed.")
    small: Flag = column("Whether there are fewer than 10 questions.")

    @pa.dataframe_check()
    def counts_nest(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Resolved are among the deferred, deferred among the questions, and the bases add up."""
        bases = frame["deferred_promised"] + frame["deferred_listed_after"]
        return (
            (frame["resolved"] <= frame["deferred"])
            & (frame["deferred"] <= frame["questions"])
            & (bases == frame["deferred"])
        )


class DeferralByTopic(DeferralRates):
    """Deferral by the question's own topic, without roll-up to broader ones."""


class DeferralBySession(DeferralRates):
    """Deferral by session."""


class DeferralByChannel(DeferralRates):
    """Deferral by the channel on which the question came in."""


class DeferralByYear(DeferralRates):
    """Deferral by calendar year of the session."""


class FollowUpTimeliness(Table):
    """Promises by kind, and which were late on a given day."""

    key: Text = column("Kind of promise, '*' for all.", key=True)
    label: Text = column("The kind in words.")
    as_of: Date = column("The day on which it is asked.", unit="day")
    promised: Int32 = count("Promises.")
    fulfilled: Int32 = count("Those the record shows kept.")
    open: Int32 = count("Those it does not.")
    undated: Int32 = count("Open promises without words about time.")
    overdue: Int32 = count("Open promises whose last possible day is before as_of.")
    fulfilment_rate: Float = share("fulfilled / promised.", null=True)
    fulfilment_low: Float = share("Lower bound of the interval.", null=True)
    fulfilment_high: Float = share("Upper bound of the interval.", null=True)
    overdue_rate: Float = share("overdue / promised.", null=True)
    overdue_low: Float = share("Lower bound of the interval.", null=True)
    overdue_high: Float = share("Upper bound of the interval.", null=True)
    confirmed: Int32 = count("Promises made to questions that a person has confirmed.")
    small: Flag = column("Whether there are fewer than 10 promises.")


class TimeToWrittenAnswer(Table):
    """How long written replies to deferred questions took, by calendar year of the session.

    A record dates a reply by the days between which it came, or not at all: so the median is
    known between two bounds.
    """

    key: Text = column("The year, '*' for all.", key=True)
    label: Text = column("The year.")
    deferred: Int32 = count("Questions with outcome deferred.")
    replied: Int32 = count("Those with a written reply in some record.")
    dated: Int32 = count("Those whose reply the record shows by a day.")
    reply_rate: Float = share("replied / deferred.", null=True)
    reply_low: Float = share("Lower bound of the interval.", null=True)
    reply_high: Float = share("Upper bound of the interval.", null=True)
    median_days_low: Float = column(
        "Median over the replied of the fewest days that the reply can have taken.",
        unit="days",
        null=True,
        ge=0,
    )
    median_days_high: Float = column(
        "Median over the replied of the most days that the reply can have taken; null where that "
        "of most is not known.",
        unit="days",
        null=True,
        ge=0,
    )
    confirmed: Int32 = count("Deferred questions that a person has confirmed.")
    small: Flag = column("Whether there are fewer than 10 deferred questions.")

    @pa.dataframe_check()
    def replies_nest(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The dated are among the replied, and the replied among the deferred."""
        return (frame["dated"] <= frame["replied"]) & (frame["replied"] <= frame["deferred"])


class NotesCoverage(Table):
    """Of the questions heard in sessions with notes and a transcript, those the notes hold.

    Only what was found counts: a question that neither the notes hold nor the program hears
    is in no figure here.
    """

    key: Text = column("The session, '*' for all.", key=True)
    label: Text = column("Title of the session.")
    questions: Int32 = count("Questions of the notes.")
    in_recording: Int32 = count("Those that have a place in the recording.")
    asked: Int32 = count(
        "Questions heard in the recording: in_recording and question_not_in_notes."
    )
    question_not_in_notes: Int32 = count("Discrepancies of that kind.")
    question_not_in_recording: Int32 = count("Discrepancies of that kind.")
    answer_not_in_recording: Int32 = count("Discrepancies of that kind.")
    respondent_differs: Int32 = count("Discrepancies of that kind.")
    coverage_rate: Float = share("in_recording / asked.", null=True)
    coverage_low: Float = share("Lower bound of the interval.", null=True)
    coverage_high: Float = share("Upper bound of the interval.", null=True)
    small: Flag = column("Whether fewer than 10 questions were heard.")

    @pa.dataframe_check()
    def counts_add_up(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """What was heard is in the notes or not, and no more of it than the notes hold."""
        heard = frame["in_recording"] + frame["question_not_in_notes"]
        return (heard == frame["asked"]) & (frame["in_recording"] <= frame["questions"])


class IntakeFunnel(Table):
    """What was sent in by one channel in one year, and how much of it was asked and answered.

    A count under 10 is left out, and so is every count whose difference to another one, or to the
    questions of that channel in the tables, is under 10: nobody can be found by taking one from
    the other.
    """

    key: Text = column("Year and channel.", key=True)
    label: Text = column("The same, for people.")
    year: Int32 = column("Calendar year of the sessions.", unit="year")
    channel: Text = column("The way it came in.", words=Channel)
    received: Int32 = column(
        "Questions received; each question in a message is one.", unit="count", null=True, ge=SMALL
    )
    distinct: Int32 = column(
        "Those that ask what no earlier one asks.", unit="count", null=True, ge=SMALL
    )
    asked: Int32 = column(
        "Distinct ones that a session was asked, or answered afterwards.",
        unit="count",
        null=True,
        ge=SMALL,
    )
    answered: Int32 = column(
        "Asked ones that the record answers, whole or in part.", unit="count", null=True, ge=SMALL
    )
    small: Flag = column("Whether a count was left out.")

    @pa.dataframe_check()
    def counts_and_complements_are_large(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Two counts of a row differ by 10 or more, the first being the larger."""
        columns = ["received", "distinct", "asked", "answered"]
        rows = frame[columns].astype(object).itertuples(index=False)
        sound = [
            all(a - b >= SMALL for a, b in combinations([n for n in row if not pd.isna(n)], 2))
            for row in rows
        ]
        return pd.Series(sound, index=frame.index, dtype=bool)
