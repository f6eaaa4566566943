"""How much was sent in and what became of it: exactly for the operator, in large counts for all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pipeline.private.fates import Fate
from pipeline.rows.places import Row
from schemas.statistics import SMALL
from schemas.words import Disposition

_COUNTS = ("received", "distinct", "asked", "answered")
_NOTHING_ASKED = (Disposition.JOIN_REQUEST, Disposition.NOT_A_QUESTION)
_ASKED = (Disposition.ASKED, Disposition.ANSWERED_AFTER)


def by_session(fates: Iterable[Fate]) -> Iterator[Row]:
    """The rows of `intake_by_session`."""
    groups: dict[tuple[str, str], list[Fate]] = defaultdict(list)
    for fate in fates:
        one = fate.received
        groups[one.session_id or "", one.channel.value].append(fate)
    for (session_id, channel), found in sorted(groups.items()):
        yield {
            "key": f"{session_id or 'none'} {channel}",
            "session_id": session_id or None,
            "channel": channel,
            **_counts(found),
            "answered_after": _of(found, Disposition.ANSWERED_AFTER),
            "not_asked": _of(found, Disposition.NOT_ASKED),
            "undecided": _of(found, Disposition.UNDECIDED),
            "join_requests": _of(found, Disposition.JOIN_REQUEST),
            "not_questions": _of(found, Disposition.NOT_A_QUESTION),
        }


def published(
    fates: Iterable[Fate], days: Mapping[str, date], known: Mapping[tuple[int, str], int]
) -> Iterator[Row]:
    """The rows of `intake_funnel`; `known` is how many questions the tables show of each group.

    A count is given where it and its differences to all that is known are large, so that nothing
    small can be computed from what is given.
    """
    groups: dict[tuple[int, str], list[Fate]] = defaultdict(list)
    for fate in fates:
        one = fate.received
        day = days.get(one.session_id or "") or (
            one.received_at.date() if one.received_at else None
        )
        if day:
            groups[day.year, one.channel.value].append(fate)
    for (year, channel), found in sorted(groups.items()):
        counts = _counts(found)
        given = _large(counts, known.get((year, channel), 0))
        yield {
            "key": f"{year} {channel}",
            "label": f"{year}, {channel.replace('_', ' ')}",
            "year": year,
            "channel": channel,
            **{name: given.get(name) for name in _COUNTS},
            "small": len(given) < len(_COUNTS),
        }


def _large(counts: Mapping[str, int], known: int) -> Mapping[str, int]:
    given: dict[str, int] = {}
    for name in _COUNTS:
        count = counts[name]
        apart = (count == known and name == "asked") or abs(count - known) >= SMALL
        if count >= SMALL and apart and all(more - count >= SMALL for more in given.values()):
            given[name] = count
    return given


def _counts(found: Sequence[Fate]) -> dict[str, int]:
    received = [fate for fate in found if fate.disposition not in _NOTHING_ASKED]
    distinct = [fate for fate in received if fate.disposition is not Disposition.DUPLICATE]
    asked = [fate for fate in distinct if fate.disposition in _ASKED]
    answered = [fate for fate in asked if fate.question and fate.question.answered]
    lists = (received, distinct, asked, answered)
    return {name: len(listed) for name, listed in zip(_COUNTS, lists, strict=True)}


def _of(found: Sequence[Fate], disposition: Disposition) -> int:
    return sum(fate.disposition is disposition for fate in found)
