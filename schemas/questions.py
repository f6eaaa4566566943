"""Questions, what was said to them, and what was promised."""

import pandas as pd
import pandera.pandas as pa

from schemas.contract import (
    Date,
    Flag,
    Float,
    Int32,
    Int64,
    Placed,
    Table,
    Text,
    column,
    count,
    share,
)
from schemas.words import (
    AnswerKind,
    Channel,
    DeferralBasis,
    ExtractionMethod,
    FollowUpKind,
    FollowUpStatus,
    FulfilmentMethod,
    LinkMethod,
    LinkRelation,
    Mode,
    Outcome,
    OutcomeMethod,
    Privacy,
    Status,
    TopicMethod,
)


class Questions(Placed):
    """One thing put to the session by an asker."""

    question_id: Text = column("Session and hash of the source text.", key=True)
    session_id: Text = column("The session.", references="sessions.session_id")
    position: Int32 = column("Place among the session's questions.", unit="1-based", ge=1)
    text: Text = column(
        "The question as recorded, without its asker's name.", str_length={"min_value": 1}
    )
    heading: Text = column("The heading it stood under, as printed.", null=True)
    topic_id: Text = column("What it is about.", null=True, references="topics.topic_id")
    topic_method: Text = column("How the topic was found.", words=TopicMethod)
    topic_score: Float = share("How sure the topic is.", null=True)
    channel: Text = column("The way it came in.", null=True, words=Channel)
    language: Text = column("Language of the question.", unit="ISO 639-1")
    outcome: Text = column("What happened to it in the session.", words=Outcome)
    deferral_basis: Text = column("What shows the deferral.", null=True, words=DeferralBasis)
    outcome_evidence: Text = column(
        "The words of its answers that the outcome rests on, verbatim.",
        null=True,
        privacy=Privacy.OFFICE,
    )
    outcome_method: Text = column("Who called the outcome.", words=OutcomeMethod)
    status: Text = column("Where it stands in the record.", words=Status)
    confirmed: Flag = column("Whether a person has confirmed the row.")
    extraction_method: Text = column("Kind of record it was read from.", words=ExtractionMethod)
    extraction_score: Float = share("How sure the extraction is.", null=True)
    recording_start_ms: Int64 = column("Start in the recording.", unit="ms", null=True, ge=0)
    recording_end_ms: Int64 = column("End in the recording.", unit="ms", null=True, ge=0)
    recording_url: Text = column("Address of that second of the recording.", null=True)
    alignment_score: Float = share("How sure the place in the recording is.", null=True)

    @pa.dataframe_check()
    def basis_only_if_deferred(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A deferred question, and no other, carries what shows the deferral."""
        return (frame["outcome"] == Outcome.DEFERRED) == frame["deferral_basis"].notna()

    @pa.dataframe_check()
    def open_only_if_deferred(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Only a deferred question can be open."""
        return (frame["status"] != Status.OPEN) | (frame["outcome"] == Outcome.DEFERRED)

    @pa.dataframe_check()
    def topic_has_method(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A question has a topic exactly where a method found one."""
        return (frame["topic_method"] == TopicMethod.NONE) == frame["topic_id"].isna()


class Answers(Placed):
    """The unbroken words of one respondent to one question."""

    answer_id: Text = column("Session and hash of question, attribution and text.", key=True)
    question_id: Text = column("The question.", references="questions.question_id")
    session_id: Text = column("The session.", references="sessions.session_id")
    position: Int32 = column("Place among the question's answers.", unit="1-based", ge=1)
    person_id: Text = column(
        "Who is credited; null where nobody is named.",
        null=True,
        references="people.person_id",
        privacy=Privacy.OFFICE,
    )
    attribution: Text = column(
        "The respondent's label as printed.", null=True, privacy=Privacy.OFFICE
    )
    mode: Text = column("In the session or after it.", words=Mode)
    kind: Text = column("What the answer does.", words=AnswerKind)
    text: Text = column(
        "The answer as recorded; paragraphs are lines.",
        privacy=Privacy.OFFICE,
        str_length={"min_value": 1},
    )
    same_as: Text = column(
        "First answer with the same words, where one reply serves several questions.",
        null=True,
        references="answers.answer_id",
    )
    recording_start_ms: Int64 = column("Start in the recording.", unit="ms", null=True, ge=0)
    recording_end_ms: Int64 = column("End in the recording.", unit="ms", null=True, ge=0)
    alignment_score: Float = share("How sure the place in the recording is.", null=True)


class FollowUps(Placed):
    """One promise made in an answer that something will be done or said later."""

    follow_up_id: Text = column("Session and hash of answer and text.", key=True)
    session_id: Text = column("The session.", references="sessions.session_id")
    question_id: Text = column("The question.", references="questions.question_id")
    answer_id: Text = column("The answer.", references="answers.answer_id")
    person_id: Text = column(
        "Who promised.", null=True, references="people.person_id", privacy=Privacy.OFFICE
    )
    kind: Text = column("What was promised.", words=FollowUpKind)
    text: Text = column("The promise, verbatim.", privacy=Privacy.OFFICE)
    due_text: Text = column("The words about time, verbatim.", null=True, privacy=Privacy.OFFICE)
    due_earliest: Date = column("First day that the words allow.", unit="day", null=True)
    due_latest: Date = column("Last day that the words allow.", unit="day", null=True)
    status: Text = column("Whether the record shows it done.", words=FollowUpStatus)

    @pa.dataframe_check()
    def due_is_an_interval(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A due interval has both ends, in order, or none."""
        both = frame["due_earliest"].notna() & frame["due_latest"].notna()
        neither = frame["due_earliest"].isna() & frame["due_latest"].isna()
        far = pd.Timestamp.max.date()
        ordered = frame["due_earliest"].fillna(far) <= frame["due_latest"].fillna(far)
        return neither | (both & ordered)


class Fulfilments(Table):
    """A promise kept: the follow-up, and the answer that keeps it or reports it kept."""

    follow_up_id: Text = column("The promise.", key=True, references="follow_ups.follow_up_id")
    answer_id: Text = column(
        "The answer that keeps it, or says that it was kept.",
        key=True,
        references="answers.answer_id",
    )
    earliest: Date = column(
        "First day on which it can have been kept: that of the promise, or of the last revision "
        "of the record that does not show it.",
        unit="day",
        null=True,
    )
    latest: Date = column(
        "Day of the first session or revision that shows it; null where no day is known.",
        unit="day",
        null=True,
    )
    method: Text = column("What shows it.", words=FulfilmentMethod)
    score: Float = share("How sure it is; null where the record itself shows it.", null=True)

    @pa.dataframe_check()
    def days_in_order(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The earliest day is not after the latest."""
        one_end = frame["earliest"].isna() | frame["latest"].isna()
        far = pd.Timestamp.max.date()
        return one_end | (frame["earliest"].fillna(far) <= frame["latest"].fillna(far))

    @pa.dataframe_check()
    def scored_where_matched(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """What a later session reports has a score, and nothing else has."""
        return (frame["method"] == FulfilmentMethod.LATER_SESSION) == frame["score"].notna()


class QuestionLinks(Table):
    """A question that repeats or follows one of an earlier session."""

    question_id: Text = column("The later question.", key=True, references="questions.question_id")
    other_question_id: Text = column(
        "The earlier one.", key=True, references="questions.question_id"
    )
    relation: Text = column("How the later goes with the earlier.", words=LinkRelation)
    method: Text = column("What they were linked by.", words=LinkMethod)
    score: Float = share("How sure the link is.")


class QuestionsFlat(Table):
    """A question with what most readers want beside it, for people who want one file."""

    question_id: Text = column("The question.", key=True, references="questions.question_id")
    session_id: Text = column("The session.", references="sessions.session_id")
    session_title: Text = column("Title of the session.")
    date: Date = column("Day of the session.", unit="day")
    position: Int32 = column("Place among the session's questions.", unit="1-based", ge=1)
    text: Text = column("The question as recorded.")
    topic_label: Text = column("Label of its topic.", null=True)
    respondents: Text = column(
        "Names of those who answered, in order, joined by '; '.", null=True, privacy=Privacy.OFFICE
    )
    answers: Int32 = count("Its answers.")
    outcome: Text = column("What happened to it in the session.", words=Outcome)
    status: Text = column("Where it stands in the record.", words=Status)
    open_promises: Int32 = count("Promises made in its answers that the record does not show kept.")
    source_url: Text = column("Where the record was published.", null=True)
