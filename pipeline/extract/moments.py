"""Times in files to times in the recording and moments in UTC."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.readers.document import Cue

_BACK = timedelta(hours=12)


@dataclass(slots=True)
class Clock:
    """The clock of one document of a session; it has to be asked in the order of the file.

    `day` is that of the session in `zone`, `offset_ms` the place of the file's zero in the
    recording.
    """

    day: date
    zone: ZoneInfo
    offset_ms: int = 0
    _last: datetime | None = field(default=None, init=False)

    def in_recording(self, file_ms: int | None) -> int | None:
        """A time of the file as a time of the recording."""
        return None if file_ms is None else file_ms + self.offset_ms

    def sent_at(self, cue: Cue) -> datetime | None:
        """The moment of a message in UTC.

        A time of day that is half a day behind the last one is one of the next day.
        """
        if cue.sent_at is not None:
            local = cue.sent_at if cue.sent_at.tzinfo else cue.sent_at.replace(tzinfo=self.zone)
            return local.astimezone(UTC)
        if cue.clock is None:
            return None
        moment = datetime.combine(self._last.date() if self._last else self.day, cue.clock)
        if self._last and self._last - moment > _BACK:
            moment += timedelta(days=1)
        self._last = moment
        return moment.replace(tzinfo=self.zone).astimezone(UTC)
