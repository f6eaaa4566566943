"""The heads of messages and posts that were copied into notes from a chat, a forum, a thread.

`[17:02] <ana> …`, `<ana> …`, `[4:03 PM] ana_l: …`, and on a line of its own, what was said below,
`ana_l — Today at 4:03 PM`, `ana-l commented on Feb 11, 2031 · Maintainer`, `u/ana · 3h ago`. The
names may be users', written small.
"""

import re

from pipeline.extract.labels import Label
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_LONGEST = 200  # characters of a head that has a line to itself
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_HALF = r"\s?[AaPp]\.?[Mm]\b\.?"
_USER = r"[^\W\d][\w.|`^-]{1,31}"
_DAY = (
    r"(?:(?:[^\W\d_]{2,10}\.?,? )?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    r"|\d{1,2}\.? [^\W\d_]{3,10}\.?,? \d{4}|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
    r"|[Tt]oday|[Yy]esterday)"
)
_AGO = r"(?:\d{1,3}|an?)\s?(?:[hdwmy]|mo|min|hr|yr|second|minute|hour|day|week|month|year)s?\.? ago"
_ZONE = r"(?:\s[+-]\d{4}|\s[A-Z]{3,4})?"
_ON_DAY = (
    rf"(?:{_DAY}(?:,?\s(?:at\s)?{_CLOCK}(?:{_HALF})?{_ZONE})?|{_CLOCK}(?:{_HALF})?,?\s{_DAY}"
    rf"|(?:at\s)?{_CLOCK}{_HALF}|{_AGO})"
)
_ANGLED = re.compile(
    rf"(?:[\[(]?{_CLOCK}(?:{_HALF})?[\])]?\s+)?<\s?[@+%&~!]?(?P<name>{_USER})>\s+(?=\S)"
)
_ACTION = re.compile(rf"[\[(]?{_CLOCK}(?:{_HALF})?[\])]?\s+\*\s(?P<name>{_USER})\s+(?=\S)")
# `2031-05-06 17:02:11`, and as one program wrote it, `17::02:11`
_WHOLE_TIME = rf"(?:\d{{4}}[-/.]\d\d[-/.]\d\d[ T])?\d{{1,2}}::?\d\d(?::\d\d)?(?:{_HALF})?"
_TIMED = re.compile(rf"[\[(]{_WHOLE_TIME}[\])]\s+(?P<name>@?{_USER}):\s+(?=\S)")
_PLACE = re.compile(r"[\[(](?P<first>\d{1,3}):\d{2}[\])]\s")
_HOURS = 24  # of a day
_HALVED = re.compile(rf"[\[(]{_CLOCK}{_HALF}[\])]\s+(?=\S)")
# where half a day's clock tells that a chat wrote the line, any name will do, with or without a
# blank behind it
_HALVED_NAME = re.compile(
    rf"{_HALVED.pattern}(?![^:()\n]+\([^()]*\):)(?P<name>@?[^\s:@][^:\n]{{0,39}}):\s*(?=\S)"
)
_OPENS = re.compile(r"[\[(<\d]")  # what every head begins with that is not a line of its own
_NAME = rf"(?:@|/?u/)?(?P<name>{_USER}(?: [^\W\d_][\w.'’-]{{0,30}}){{0,3}})"
_BADGE = r"[^\W\d_][^·•|\d\n]{1,40}?"
_EDITED = r"(?:\s*[·•|]?\s*\(?edited\)?)?"
_ROLE = r"Role icon, [^\W\d_][^—–|\d\n]{0,40}?"  # what a copied picture beside a name says
_ALONE = re.compile(
    rf"{_NAME}(?:{_ROLE})?(?:\s*[\[(](?P<described>[^\[\]()\d]{{1,40}})[\])])?(?:\s*[·•|]\s*(?P<badge>{_BADGE}))?"
    r"(?:\s+(?:asked|answered|commented|posted|replied|said|wrote)(?:\s(?:this|on|at))?\s"
    rf"|\s*[—–·•|-]\s*|\s+(?={_CLOCK}{_HALF}|\d{{1,6}} points?\s|{_AGO}|[Tt]oday|[Yy]esterday))"
    rf"(?:\d{{1,6}} points?\W{{1,3}})?{_ON_DAY}{_EDITED}(?:\s*[·•|]\s*(?P<role>{_BADGE}))?"
)
_MOMENT = re.compile(rf"[—–·•|\s-]*{_ON_DAY}{_EDITED}\s*(?:#\d{{1,5}})?")
# what every day and time holds; most lines do not, and are not looked at twice
_IN_NUMBERS = re.compile(r"\d(?:[:./-]\d|\d{3})")
_IN_WORDS = (" ago", "oday", "esterday")
_NAME_ALONE = re.compile(_NAME)
_HALF_A_DAY = re.compile(rf"{_CLOCK}{_HALF}$")


def read_post(text: Traced) -> tuple[Label, Traced] | None:
    """Whose message a block is, or opens, and what of it stands behind the head."""
    found = None
    if _OPENS.match(text.text):
        heads = (_ANGLED, _TIMED, _HALVED_NAME, _ACTION)
        found = next((found for one in heads if (found := one.match(text.text))), None)
    if found is None and len(text.text) <= _LONGEST and _may_be_dated(text.text):
        found = _ALONE.fullmatch(text.text)
    if found is None:
        return None
    name = found["name"].removeprefix("@")
    small = name.casefold()
    angled = "<" in found[0]
    if not angled and (small.split()[0] in words().not_names or small in words().asker_labels):
        return None
    # may be a tag, or a place to fill in; or a heading with a day
    alone = found.re is _ALONE
    unsure = not _HALF_A_DAY.search(found[0]) if alone else found[0].startswith("<")
    badge = (found["badge"] or found["described"] or found["role"]) if alone else None
    return Label(name, (name,), title=badge, posts=True, unsure=unsure), text.cut(found.end())


def _may_be_dated(text: str) -> bool:
    return any(word in text for word in _IN_WORDS) or _IN_NUMBERS.search(text) is not None


def is_post(text: str) -> bool:
    """Whether a text begins as a message does that a chat shows with half a day's clock."""
    return _HALVED.match(text) is not None


def is_of_recording(text: str) -> bool:
    """Whether a text begins with a time that no clock shows: `[41:48] ana: We do.`."""
    found = _PLACE.match(text)
    return found is not None and int(found["first"]) >= _HOURS


def is_moment(text: str) -> bool:
    """Whether a text is but the day, or the time with its half, at which somebody posted."""
    return len(text) <= _LONGEST and _MOMENT.fullmatch(text) is not None


def may_post(text: str) -> bool:
    """Whether a text is but what may be the name over a post."""
    return len(text) <= _LONGEST and _NAME_ALONE.fullmatch(text) is not None
