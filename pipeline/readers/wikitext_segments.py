"""Runs of text and codes put together to text that knows its places, bold spans and links."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.readers.document import Link
from pipeline.readers.traced import Traced
from pipeline.readers.wikitext_edits import (
    BREAK,
    LINK_OFF,
    LINK_ON,
    STRONG_OFF,
    STRONG_ON,
    actual,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Text from one hard line break to the next, with its bold spans and links."""

    text: Traced
    strong: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


def joined(parts: Sequence[Segment]) -> Segment:
    """The segments one behind the other, with spaces between them."""
    starts = accumulate((len(part.text.text) + 1 for part in parts), initial=0)
    placed = list(zip(parts, starts, strict=False))
    return Segment(
        Traced.join(part.text for part in parts),
        tuple((start + at, end + at) for part, at in placed for start, end in part.strong),
        tuple(
            Link(link.start + at, link.end + at, link.target)
            for part, at in placed
            for link in part.links
        ),
    )


@dataclass(slots=True)
class _Span:
    """A bold or linked span; `run` tells it from the one before."""

    start: int
    end: int
    run: int


class SegmentBuilder:
    """Collects the segments of one line."""

    def __init__(
        self,
        places: Sequence[tuple[int, int]],
        locate: Callable[[int], tuple[int, int]],
        targets: Iterable[str],
    ) -> None:
        """Begin a line.

        `places` are where runs begin that lie side by side, as (place in what is added, index
        in the line); `locate` tells the source's line and character of such an index;
        `targets` are those of the links, in order.
        """
        self._places = places
        self._locate = locate
        self._targets = tuple(targets)
        self._done: list[Segment] = []
        self._quoted_strong = False
        self._tagged_strong = 0
        self._strong_runs = 0
        self._was_strong = False
        self._links_seen = 0
        self._in_link = False
        self._begin()

    def add(self, text: str, at: int) -> None:
        """Add text without white space other than single spaces; `at` is its place."""
        if not self._parts or self._parts[-1].endswith(" "):
            shown = text.lstrip(" ")
            at, text = at + len(text) - len(shown), shown
        if text:
            self._trace(len(text), at)
            self._mark(text)
            self._parts.append(text)
            self._length += len(text)

    def toggle_strong(self) -> None:
        """Switch the bold of apostrophes on or off."""
        self._quoted_strong = not self._quoted_strong

    def apply(self, code: str) -> None:
        """Apply the effect of a code."""
        if code == BREAK:
            self._end()
        elif code == STRONG_ON:
            self._tagged_strong += 1
        elif code == STRONG_OFF:
            self._tagged_strong = max(self._tagged_strong - 1, 0)
        elif code == LINK_ON:
            self._links_seen += 1
            self._in_link = True
        elif code == LINK_OFF:
            self._in_link = False

    def finish(self) -> tuple[Segment, ...]:
        """The segments that hold text."""
        self._end()
        return tuple(self._done)

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._origins: list[tuple[int, int, int]] = []
        self._strong: list[_Span] = []
        self._links: list[_Span] = []

    def _trace(self, length: int, at: int) -> None:
        first = bisect_right(self._places, (at, float("inf"))) - 1
        for shown, index in self._places[first : first + 1]:
            self._origins.append((self._length, *self._locate(index + at - shown)))
        for number in range(first + 1, len(self._places)):
            shown, index = self._places[number]
            if shown >= at + length:
                break
            self._origins.append((self._length + shown - at, *self._locate(index)))

    def _mark(self, text: str) -> None:
        strong = self._quoted_strong or self._tagged_strong > 0
        self._strong_runs += strong and not self._was_strong
        self._was_strong = strong
        start = self._length + len(text) - len(text.lstrip(" "))
        end = self._length + len(text.rstrip(" "))
        if strong and start < end:
            _extend(self._strong, _Span(start, end, self._strong_runs))
        if self._in_link and start < end:
            _extend(self._links, _Span(start, end, self._links_seen))

    def _end(self) -> None:
        text = actual("".join(self._parts).rstrip(" "))
        # entities may stand for marks that combine with what is before them: a character less
        # moves the places behind it by one
        text = unicodedata.normalize("NFC", text)
        size = len(text)
        if text:
            origins = tuple(origin for origin in self._origins if origin[0] < size)
            strong = tuple((s.start, min(s.end, size)) for s in self._strong if s.start < size)
            links = tuple(
                Link(s.start, min(s.end, size), self._targets[s.run - 1])
                for s in self._links
                if s.start < size
            )
            self._done.append(Segment(Traced(text, origins), strong, links))
        self._begin()


def _extend(spans: list[_Span], span: _Span) -> None:
    if spans and spans[-1].run == span.run:
        spans[-1].end = span.end
    else:
        spans.append(span)
