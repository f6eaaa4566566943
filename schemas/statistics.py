"""Rates computed from the tables, each with its counts and a 95 % Wilson interval.

A rate's group is `key`; `label` is its name for people. The row with key `*` is all
groups together; a null key is the group of questions that have none.
"""

import pandas as pd
import pandera.pandas as pa

from schemas.contract import Date, Flag, Float, Int32, Table, Text, column, count, share


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
    small: Flag = column("Whether there are fewer than 10 promises.")
