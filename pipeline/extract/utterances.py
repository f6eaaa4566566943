"""Transcripts and chats to utterances: who said what, when, and in which lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.extract.accounting import LineUse, Use, account
from pipeline.extract.moments import Clock
from pipeline.extract.nicks import identities
from pipeline.extract.offices import Offices
from pipeline.extract.person import Person
from pipeline.extract.speakers import Voiced, voices
from pipeline.extract.spoken_words import spoken_rule
from pipeline.extract.written import Messages, is_reaction, without_reply
from pipeline.ids import content_ids
from pipeline.readers.document import Cue, Document
from pipeline.readers.traced import Traced
from schemas.words import UtteranceChannel

_CHANNELS = {
    "zoom_chat": UtteranceChannel.ZOOM_CHAT,
    "youtube_chat": UtteranceChannel.YOUTUBE_CHAT,
    "irc": UtteranceChannel.IRC,
    "slack": UtteranceChannel.SLACK,
    "discord": UtteranceChannel.OTHER,
    "matrix": UtteranceChannel.OTHER,
    "messenger": UtteranceChannel.OTHER,
}
_NO_WORDS = ("sound", "join_or_leave", "transcript_frame")  # of a session, in its transcript
_LONGEST_NOTICE = 1_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One cue's share of an utterance; its times are those of the recording."""

    text: Traced = field(repr=False)
    line_start: int
    line_end: int
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class Utterance:
    """The unbroken words of one speaker in a recording, or one message of a chat.

    `speaker` is whoever speaks, as printed, in office or not: it may leave the program for
    nobody but those in office, whose name is `attribution` and whom `person` is.
    """

    utterance_id: str
    document_id: str
    channel: UtteranceChannel
    speaker: str | None = field(repr=False)
    person: Person | None
    attribution: str | None
    sent_at: datetime | None
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words, cue by cue."""
        return " ".join(piece.text.text for piece in self.pieces)

    @property
    def line_start(self) -> int:
        """First source line of the first cue."""
        return self.pieces[0].line_start

    @property
    def line_end(self) -> int:
        """Last source line of the last cue."""
        return max(piece.line_end for piece in self.pieces)

    @property
    def start_ms(self) -> int | None:
        """Start of the first cue in the recording."""
        return self.pieces[0].start_ms

    @property
    def end_ms(self) -> int | None:
        """End of the last cue in the recording; None for a message, which has none."""
        return self.pieces[-1].end_ms


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said in one document, and what became of its lines."""

    utterances: tuple[Utterance, ...]
    uses: tuple[LineUse, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """Cues of one speaker, before it is known who that is."""

    speaker: str | None
    pieces: tuple[Piece, ...]
    cue: Cue


def channel_of(document: Document) -> UtteranceChannel:
    """The channel of a document, by the format it was read as."""
    return _CHANNELS.get(document.format, UtteranceChannel.RECORDING)


def read_utterances(document_id: str, document: Document, offices: Offices, clock: Clock) -> Spoken:
    """The utterances of a document with cues.

    Consecutive cues of one speaker in a recording are one turn; where a recording names
    nobody, and in a chat, each cue stands for itself.
    """
    channel = channel_of(document)
    uses: list[LineUse] = []
    if channel is UtteranceChannel.RECORDING:
        turns = list(_turns(voices(document.cues, offices), clock, uses))
    else:
        turns = list(_messages(document, clock, uses))
    people = identities(document, offices)
    ids = content_ids(
        f"{document_id.partition('/')[0]}/u-",
        (f"{document_id} {turn.pieces[0].start_ms} {_text(turn)}" for turn in turns),
    )
    utterances = []
    for utterance_id, turn in zip(ids, turns, strict=True):
        person = people.get(turn.speaker) if turn.speaker else None
        if person is None and turn.speaker:
            person = offices.holder(turn.speaker)
        utterances.append(
            Utterance(
                utterance_id=utterance_id,
                document_id=document_id,
                channel=channel,
                speaker=turn.speaker,
                person=person,
                attribution=turn.speaker if person else None,
                sent_at=clock.sent_at(turn.cue),
                pieces=turn.pieces,
            )
        )
    return Spoken(tuple(utterances), account(document, uses))


def _text(turn: _Turn) -> str:
    return " ".join(piece.text.text for piece in turn.pieces)


def _turns(said: Iterable[Voiced], clock: Clock, uses: list[LineUse]) -> Iterator[_Turn]:
    """The turns of a recording; what becomes of each cue's lines goes to `uses`."""
    held: list[Voiced] = []
    for voiced in said:
        rule = _no_speech(voiced)
        uses.append(_use(voiced.cue, rule))
        if rule or not voiced.text:
            continue
        if held and (voiced.speaker is None or voiced.speaker != held[-1].speaker):
            yield _turn(held, clock)
            held = []
        held.append(voiced)
    if held:
        yield _turn(held, clock)


def _turn(held: Iterable[Voiced], clock: Clock) -> _Turn:
    first, *_ = held = list(held)
    pieces = tuple(_piece(voiced.cue, voiced.text, clock) for voiced in held)
    return _Turn(first.speaker, pieces, first.cue)


def _no_speech(voiced: Voiced) -> str | None:
    """The rule by which a cue of a recording is no speech.

    A cue behind a note-taker's that names nobody may be anybody's: it is kept. Behind a name
    and a colon somebody says who joins or leaves.
    """
    named = voiced.speaker if voiced.opens else None
    if named and spoken_rule("note_taker").fullmatch(named):
        return "note_taker"
    said = voiced.text.text
    rules = ("sound",) if named and not voiced.cue.speaker else _NO_WORDS
    return next((name for name in rules if spoken_rule(name).fullmatch(said)), None)


def _messages(document: Document, clock: Clock, uses: list[LineUse]) -> Iterator[_Turn]:
    """The messages of a chat; what becomes of each one's lines goes to `uses`."""
    messages = Messages(cue.text.text for cue in document.cues)
    for cue in document.cues:
        text = without_reply(cue.text, messages)
        rule = _no_message(cue, text, messages)
        uses.append(_use(cue, rule))
        if rule is None:
            yield _Turn(cue.speaker, (_piece(cue, text, clock),), cue)


def _no_message(cue: Cue, text: Traced, messages: Messages) -> str | None:
    """The rule by which a message of a chat is none."""
    if cue.speaker and spoken_rule("note_taker").fullmatch(cue.speaker):
        return "note_taker"
    if not text:
        return "reply"
    if is_reaction(cue.text.text, messages):
        return "reaction"
    return _rule(text.text, "join_or_leave", "meetbot", "meetbot_command")


def _rule(text: str, *names: str) -> str | None:
    """The first of the named rules that speaks on a text; none is about long ones."""
    if len(text) > _LONGEST_NOTICE:
        return None
    return next((name for name in names if spoken_rule(name).fullmatch(text)), None)


def _use(cue: Cue, rule: str | None) -> LineUse:
    use = Use.BOILERPLATE if rule else Use.USED
    return LineUse(cue.line_start, cue.line_end, use, rule or "")


def _piece(cue: Cue, text: Traced, clock: Clock) -> Piece:
    start, end = clock.in_recording(cue.start_ms), clock.in_recording(cue.end_ms)
    return Piece(text, cue.line_start, cue.line_end, start, end)
