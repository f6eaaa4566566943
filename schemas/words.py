"""The closed vocabularies of the data set: every word an enum column may hold, with its meaning.

The meanings are those of the codebook (version 1). A word's description is shown in the
data dictionary; nothing else in the project repeats it.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word of a closed vocabulary; equal to its value, and carrying its `meaning`."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """A word from its value and meaning; by its value alone, it is looked up."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word


class Privacy(Word):
    """How far a column may travel."""

    PUBLIC = "public", "about the session or its record"
    OFFICE = "office", "names or quotes people who speak in office; no asker, no mail"
    PRIVATE = "private", "about mail, chat or who asked; stays below outputs/private"


class DocumentKind(Word):
    """What a file in a session's folder is."""

    NOTES = "notes", "notes or minutes of the session"
    TRANSCRIPT = "transcript", "a transcript or captions of the recording"
    CHAT = "chat", "a chat or IRC log"


class DocumentRole(Word):
    """What a document counts for."""

    RECORD = "record", "the document that the session's questions are read from"
    REVISION = "revision", "another revision of the record; only dates facts"
    TRANSLATION = "translation", "a translation of the record; never counted"
    SUPPLEMENT = "supplement", "read beside the record"


class PersonKind(Word):
    """Who may be credited."""

    PERSON = "person", "one human being"
    TEAM = "team", "a team or department speaking as one"


class Role(Word):
    """What a person did in a session."""

    HOST = "host", "held the session"
    FACILITATOR = "facilitator", "moderated it or read the questions out"
    RESPONDENT = "respondent", "is credited with an answer, or introduced as answering"
    NOTE_TAKER = "note_taker", "wrote the notes"


class Channel(Word):
    """The way a question came in."""

    VOICE = "voice", "spoken in the call"
    MAIL = "mail", "sent by mail"
    ZOOM_CHAT = "zoom_chat", "written in the call's own chat"
    YOUTUBE_CHAT = "youtube_chat", "written beside the stream"
    IRC = "irc", "written on IRC"
    SLACK = "slack", "written on Slack"
    OTHER = "other", "any other way"


class UtteranceChannel(Word):
    """Where something was said or written during a session."""

    RECORDING = "recording", "spoken; from a transcript or captions of the recording"
    IRC = "irc", "written on IRC"
    ZOOM_CHAT = "zoom_chat", "written in the call's own chat"
    YOUTUBE_CHAT = "youtube_chat", "written beside the stream"
    SLACK = "slack", "written on Slack"
    OTHER = "other", "any other way"


class DiscrepancyKind(Word):
    """How the notes and the recording of a session differ."""

    QUESTION_NOT_IN_NOTES = "question_not_in_notes", "asked in the recording, and not in the notes"
    QUESTION_NOT_IN_RECORDING = (
        "question_not_in_recording",
        "in the notes as answered in the session, and with no trace in the recording",
    )
    ANSWER_NOT_IN_RECORDING = (
        "answer_not_in_recording",
        "in the notes, and with no trace where the recording has its question",
    )
    RESPONDENT_DIFFERS = "respondent_differs", "another person answers than the notes credit"


class TopicMethod(Word):
    """How a question got its topic."""

    HEADING = "heading", "a label of the topic is in the heading the question stood under"
    TEXT = "text", "the wording of the question, its heading and its answers; see the score"
    PERSON = "person", "a person said so"
    NONE = "none", "nothing was sure enough; the topic is null"


class Outcome(Word):
    """What happened to the question in the session; the first that applies."""

    DEFERRED = (
        "deferred",
        (
            "the substance was put off: to writing, to a later date or publication, or to "
            "somebody else who is to reply; or the record lists it as answered after the "
            "session (nearby word: 'taken on notice', Australian parliaments)"
        ),
    )
    DECLINED = "declined", "someone refused to answer, and nothing of substance came"
    OUT_OF_SCOPE = "out_of_scope", "said to be outside the session's or the respondent's remit"
    PARTLY_ANSWERED = "partly_answered", "one part addressed, another plainly not"
    ANSWERED = "answered", "the substance was addressed; 'no' and 'not decided yet' are answers"
    NOT_KNOWN = "not_known", "all who spoke said that they do not know"
    UNANSWERED = "unanswered", "no reply is recorded"


class DeferralBasis(Word):
    """What shows that a question was deferred."""

    PROMISED = "promised", "somebody said so in the session"
    LISTED_AFTER = "listed_after", "the record lists it among those answered afterwards"


class OutcomeMethod(Word):
    """Who called the outcome."""

    RULE = "rule", "a published phrase rule, or its absence"
    MODEL = "model", "a statistical model"
    PERSON = "person", "a person, in corrections.yaml"


class Status(Word):
    """Where the question stands in the record as published."""

    ANSWERED = "answered", "the record holds its answer"
    PARTLY_ANSWERED = "partly_answered", "the record answers a part of it"
    OPEN = (
        "open",
        (
            "deferred, and no reply in the record (nearby word: 'waiting response', "
            "freedom-of-information sites)"
        ),
    )
    DECLINED = "declined", "refused"
    OUT_OF_SCOPE = "out_of_scope", "outside the remit"
    NOT_KNOWN = "not_known", "nobody knew"
    UNANSWERED = "unanswered", "no reply is recorded"


class ExtractionMethod(Word):
    """What kind of record a question was read from."""

    NOTES = "notes", "notes of the session"
    TRANSCRIPT = "transcript", "a moderated transcript, where there are no notes"
    IRC = "irc", "an IRC log, where there are no notes"


class Mode(Word):
    """When an answer was given."""

    LIVE = "live", "in the session"
    WRITTEN = "written", "after it, in writing"


class AnswerKind(Word):
    """What an answer does."""

    SUBSTANTIVE = "substantive", "speaks to the question"
    HOLDING = (
        "holding",
        "only says that a reply will come (nearby word: 'holding answer', United Kingdom)",
    )
    REFERRAL = "referral", "only sends the asker to somebody else"
    CORRECTION = "correction", "replaces an earlier answer"


class FollowUpKind(Word):
    """What was promised."""

    WRITTEN_ANSWER = "written_answer", "a reply in writing"
    PUBLICATION = "publication", "something will be published or announced"
    EVENT = "event", "a vote, consultation or meeting"
    UPDATE = "update", "news will be shared"
    ACTION = "action", "something will be changed or built"
    CLARIFICATION = "clarification", "the asker is invited to come back with more"


class FollowUpStatus(Word):
    """Whether the promise was kept; overdue is never stored."""

    OPEN = "open", "the record does not show it done"
    FULFILLED = "fulfilled", "the record shows it done"


class FulfilmentMethod(Word):
    """What shows that a promise was kept."""

    SAME_RECORD = "same_record", "the promised written answer stands in the same record"
    REVISION = (
        "revision",
        "a revision of the record holds the promise without the answer that the record now has",
    )
    LATER_SESSION = "later_session", "the record of a later session reports it; see the score"


class LinkRelation(Word):
    """How a question goes with one of an earlier session."""

    REPEATS = "repeats", "asks the same"
    FOLLOWS = "follows", "goes on from it, its answers or what was promised in them"


class LinkMethod(Word):
    """What two questions were linked by."""

    WORDING = "wording", "rare words in common, and much the same wording"
    SAID = "said", "the asker points back, and the earlier question or its answers fit"
    PROMISE = "promise", "the asker asks after what an answer to the earlier question promised"


class WithdrawalReason(Word):
    """Why a person took a row out of the data."""

    PERSONAL_DATA = "personal_data", "it says something of a person that is not for everybody"
    ON_REQUEST = "on_request", "somebody whom it names or quotes asked for it"
    RIGHTS = "rights", "its text may not be published"
    MISREAD = "misread", "nothing of the kind stands in the source"


class Disposition(Word):
    """What became of something that was sent in."""

    ASKED = "asked", "put to the session, or to a later one"
    ANSWERED_AFTER = "answered_after", "in the record among those answered after the session"
    NOT_ASKED = "not_asked", "the record of its session does not hold it"
    DUPLICATE = "duplicate", "asks what an earlier one asks"
    JOIN_REQUEST = "join_request", "wants to take part, and asks nothing"
    NOT_A_QUESTION = (
        "not_a_question",
        "a bounce, an automatic reply, or a message that asks nothing",
    )
    UNDECIDED = "undecided", "nothing sure can be said; a person has to look"


class MailKind(Word):
    """What a mail is."""

    QUESTION = "question", "asks something, as its subject or its words say"
    JOIN_REQUEST = "join_request", "wants to take part, as its subject says"
    AUTOMATIC = "automatic", "a bounce or another mail that nobody wrote"
    OTHER = "other", "neither; a person has to look where it may ask something"
    COPY = "copy", "another copy of a mail"
    UNREADABLE = "unreadable", "no mail, or more than the reader takes"


class MatchMethod(Word):
    """What a submission was matched to a question by."""

    EXACT = "exact", "the same words"
    WORDING = "wording", "rare words in common, and much the same wording"
    MEANING = "meaning", "a model of sentences finds that they mean the same"
    PERSON = "person", "a person said so"


class Disappearance(Word):
    """Why a row that was released once is in no table any more."""

    WITHDRAWN = "withdrawn", "a person took it out, or that on which it hung"
    SOURCE_REMOVED = "source_removed", "its document is no longer in the corpus"
    REPLACED = "replaced", "it is read with other words now, and has another id"
    READ_OTHERWISE = "read_otherwise", "the document is read in another way, without it"


class ChangeKind(Word):
    """What happened to a row between two releases."""

    ADDED = "added", "the row is new"
    REMOVED = "removed", "the row is gone"
    CHANGED = "changed", "a cell of the row holds something else"


class ChangeCause(Word):
    """What a change between two releases comes from; the first that applies."""

    INPUT = "input", "a document of its session came, went or changed"
    CORRECTION = "correction", "the session's corrections.yaml changed"
    SETTINGS = "settings", "the session's settings or a file of the whole corpus changed"
    CODE = "code", "the program that reads the documents changed"
    FOLLOWS = "follows", "nothing of its own changed; it follows from other rows"


class ChangeClass(Word):
    """How far a release differs from the one before it; the first that applies."""

    FIRST = "first", "there is none before it"
    WITHDRAWN = "withdrawn", "rows were taken out of the data, or their sources"
    CORRECTED = "corrected", "rows or cells that were there are not as they were"
    ADDITIVE = "additive", "rows, columns or tables were added, and nothing else changed"
    REPACKAGED = "repackaged", "the tables say the same"


class SchemaChange(Word):
    """How far two contracts differ, and which number of the version that raises."""

    MAJOR = "major", "something was removed, renamed, retyped or narrowed"
    MINOR = "minor", "something was added or widened"
    PATCH = "patch", "descriptions changed"
    NONE = "none", "they are the same"


class QuarantineReason(Word):
    """Why a line was set aside instead of being read."""

    UNPLACED_TEXT = "unplaced_text", "the line fits no question and no rule for boilerplate"
    UNPLACED_QUESTION = "unplaced_question", "a question mark outside any question or answer"
    UNPLACED_LABEL = "unplaced_label", "a known speaker's label outside any question"
    CONTROL_CHARACTERS = "control_characters", "the line holds control characters"
    BROKEN_TIME = "broken_time", "the times of the caption or message make no sense"
    UNTIMED_TEXT = "untimed_text", "text outside any caption or message"
    BROKEN_JSON = "broken_json", "the message is cut off or no JSON"
