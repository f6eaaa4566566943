"""The contract: one pandera model a table, and everything that is derived from it."""

from collections.abc import Mapping

from schemas.contract import Table
from schemas.corrections import Corrections
from schemas.discrepancies import Discrepancies
from schemas.documents import Documents, Evidence, Quarantine
from schemas.private import IntakeBySession, MailDocuments, Submissions
from schemas.questions import (
    Answers,
    FollowUps,
    Fulfilments,
    QuestionLinks,
    Questions,
    QuestionsFlat,
)
from schemas.releases import Changes, Withdrawn
from schemas.sessions import (
    Participations,
    People,
    SessionChannels,
    Sessions,
    SessionTopics,
    Topics,
)
from schemas.statistics import (
    DeferralByChannel,
    DeferralBySession,
    DeferralByTopic,
    DeferralByYear,
    FollowUpTimeliness,
    IntakeFunnel,
    NotesCoverage,
    TimeToWrittenAnswer,
)
from schemas.utterances import Utterances

#: Version of the contract in SemVer, apart from the version of the data.
SCHEMA_VERSION = "0.1.0"


def _by_name(*models: type[Table]) -> Mapping[str, type[Table]]:
    return {model.table_name(): model for model in models}


TABLES = _by_name(
    Sessions,
    Documents,
    People,
    Participations,
    SessionTopics,
    SessionChannels,
    Topics,
    Questions,
    Answers,
    FollowUps,
    Fulfilments,
    QuestionLinks,
    Corrections,
    Utterances,
    Discrepancies,
    Evidence,
    Quarantine,
    QuestionsFlat,
)

STATISTICS = _by_name(
    DeferralByTopic,
    DeferralBySession,
    DeferralByChannel,
    DeferralByYear,
    FollowUpTimeliness,
    TimeToWrittenAnswer,
    NotesCoverage,
    IntakeFunnel,
)

#: Tables that never leave outputs/private.
PRIVATE = _by_name(Submissions, MailDocuments, IntakeBySession)

#: Tables that only a release has: what became of the release before.
RELEASES = _by_name(Withdrawn, Changes)

__all__ = ["PRIVATE", "RELEASES", "SCHEMA_VERSION", "STATISTICS", "TABLES", "Table"]
