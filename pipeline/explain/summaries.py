"""What a row is, in a few words, for who looks at the line that it was read from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.extract.utterances import Utterance
from pipeline.rows import Row
from schemas.words import AnswerKind, Mode, UtteranceChannel


@dataclass(frozen=True, slots=True)
class Summary:
    """How the rows of a table are told: the word for one, its key, and what is said of it."""

    what: str
    key: str | None
    detail: Callable[[Row], str]


def _question(row: Row) -> str:
    basis = f" ({row['deferral_basis']})" if row["deferral_basis"] else ""
    topic = f"topic {row['topic_id']}" if row["topic_id"] else "no topic"
    return f"{row['position']}, {row['outcome']}{basis}, {topic}"


def _answer(row: Row) -> str:
    """Who answered, and what is not as with most answers."""
    who = str(row["attribution"] or "nobody named")
    usual = (Mode.LIVE, AnswerKind.SUBSTANTIVE)
    return ", ".join([who, *(str(row[c]) for c in ("mode", "kind") if row[c] not in usual)])


def _promise(row: Row) -> str:
    due = f", due {row['due_earliest']} to {row['due_latest']}" if row["due_latest"] else ""
    return f"{row['kind']}, {row['status']}{due}"


def _person(row: Row) -> str:
    return f"{row['attribution']}, {row['role']}"


#: In this order what stands in one line is told.
SUMMARIES: Mapping[str, Summary] = {
    "questions": Summary("question", "question_id", _question),
    "answers": Summary("answer", "answer_id", _answer),
    "follow_ups": Summary("promise", "follow_up_id", _promise),
    "participations": Summary("person", None, _person),
    "session_topics": Summary("scope", None, lambda row: str(row["topic_id"])),
    "session_channels": Summary("channel", None, lambda row: str(row["channel"])),
}


def spoken_by(said: Utterance) -> str:
    """Who said something, and where."""
    who = said.attribution or "nobody in office"
    return who if said.channel is UtteranceChannel.RECORDING else f"{who}, {said.channel}"
