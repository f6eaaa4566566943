"""IRC logs of the usual programs, with joins, actions, notices and changes of nick."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from pipeline.readers.document import Cue, Document, LeftOut, Rename, SetAside
from pipeline.readers.encodings import decode_speech
from pipeline.readers.irc_lines import (
    Said,
    Stamp,
    Style,
    day_in,
    form_of,
    is_notice,
    read_said,
    read_stamp,
    rename_in,
    style_of,
)
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced
from schemas.words import QuarantineReason

_COLOURS = re.compile("\x03(?:\\d{1,2}(?:,\\d{1,2})?)?|\x04[0-9a-fA-F]{6}")
_SAMPLE = 400
_BACK = timedelta(hours=12)


def is_irc(lines: Sequence[str]) -> bool:
    """Whether most of the first lines are those of a log."""
    return style_of(lines[:_SAMPLE]) is not None


def read_irc(data: bytes) -> Document:
    """Read a log; a line without nick and time goes on with the one above it.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(_COLOURS.sub("", text))
    style = style_of(lines[:_SAMPLE]) or Style.ANGLED
    reading = _Reading(style, _usual_form(lines[:_SAMPLE]))
    for number, line in enumerate(lines, start=1):
        if line.strip():
            reading.take(line, number)
    reading.close()
    return Document(
        "irc",
        encoding,
        lines,
        (),
        left_out=tuple(reading.left_out),
        cues=tuple(reading.cues),
        renames=tuple(reading.renames),
        set_aside=tuple(reading.set_aside),
    )


def _usual_form(lines: Iterable[str]) -> str:
    """How most lines write their time; empty where they have none."""
    stamps = ((line, read_stamp(line)) for line in lines if line.strip())
    forms = Counter(form_of(line, stamp) if stamp.written else "" for line, stamp in stamps)
    return forms.most_common(1)[0][0] if forms else ""


@dataclass(slots=True)
class _Reading:
    """What is read so far; `open` is the message that the next lines may go on with.

    `form` is how times are written in the log, empty where most lines have none.
    """

    style: Style
    form: str
    cues: list[Cue] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    renames: list[Rename] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    day: date | None = None
    last: datetime | None = None
    open: tuple[Stamp, Said | None, list[Traced], int] | None = None

    def take(self, line: str, number: int) -> None:
        """Read one line that is not blank."""
        stamp = read_stamp(line)
        if self.open and self._goes_on(line, stamp):
            self.open[2].append(Traced.at(line, number).cut(0))
            return
        if not stamp.sound:
            self.close()
            self.set_aside.append(SetAside(number, number, QuarantineReason.BROKEN_TIME))
            return
        if renamed := rename_in(line, stamp):
            self.close()
            self.renames.append(Rename(number, *renamed))
            self.left_out.append(LeftOut(number, number, "renamed"))
            return
        said = read_said(line, stamp, self.style)
        notice = (said is None or said.action) and is_notice(line, stamp)
        if notice:
            self.close()
            self.day = day_in(line) or self.day
            self.left_out.append(LeftOut(number, number, "irc_notice"))
        elif said or stamp.written:
            self.close()
            at = said.at if said else stamp.end
            self.open = stamp, said, [Traced.at(line, number).cut(at)], number
        elif self.open:
            self.open[2].append(Traced.at(line, number).cut(0))
        elif "?" in line:
            self.set_aside.append(SetAside(number, number, QuarantineReason.UNTIMED_TEXT))
        else:
            self.left_out.append(LeftOut(number, number, "preamble"))

    def _goes_on(self, line: str, stamp: Stamp) -> bool:
        """Whether a line that might be one of its own belongs to the open message.

        What looks like a time is a word where the log writes times in another way and nobody
        is named behind it; so does a star where lines have times.
        """
        if not stamp.written:
            said = read_said(line, stamp, self.style)
            return bool(self.form) and said is not None and said.action
        other = form_of(line, stamp) != self.form
        return other and not read_said(line, stamp, self.style) and not is_notice(line, stamp)

    def close(self) -> None:
        """The open message is whole."""
        if self.open is None:
            return
        stamp, said, texts, number = self.open
        self.open = None
        texts = [text for text in texts if text]
        if not texts:
            self.left_out.append(LeftOut(number, number, "empty_message"))
            return
        text = Traced.join(texts, "\n")
        if said and text.text.startswith(f"{said.nick} ") and is_notice(text.text, Stamp(0)):
            last = max(number, texts[-1].place().line_end)
            self.left_out.append(LeftOut(number, last, "irc_notice"))
            return
        sent_at = self._sent_at(stamp)
        self.cues.append(
            Cue(
                text,
                number,
                max(number, texts[-1].place().line_end),
                said.nick if said else None,
                sent_at=sent_at,
                clock=None if sent_at else stamp.clock,
                action=said.action if said else False,
            )
        )

    def _sent_at(self, stamp: Stamp) -> datetime | None:
        """The moment of a message, where the log tells its day."""
        if stamp.sent_at or stamp.clock is None or self.day is None:
            return stamp.sent_at
        if stamp.month and stamp.day:
            try:
                day = date(self.day.year, stamp.month, stamp.day)
            except ValueError:
                day = self.day
            return datetime.combine(day, stamp.clock)
        moment = datetime.combine(self.day, stamp.clock)
        if self.last and self.last - moment > _BACK:
            self.day += timedelta(days=1)
            moment += timedelta(days=1)
        self.last = moment
        return moment
