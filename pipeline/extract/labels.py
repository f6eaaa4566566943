"""Speaker labels: what stands before the colon at the head of a turn."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.days import is_dated
from pipeline.extract.held_offices import office, with_office
from pipeline.extract.names import (
    is_authority,
    is_name,
    is_team,
    is_title,
    name_pattern,
    without_degrees,
    without_honorific,
)
from pipeline.extract.words import words
from pipeline.readers.traced import Traced


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label.

    `printed` is the label as it stands there; `names` are the names in it, the fullest
    first (`Ana Lima/Barke9` holds two; `Speaker 4` none); `team` tells that a group speaks,
    `letter` that a written message follows (`From the … Department:`), `asks` that the label
    stands for whoever asks (`Audience:`), `moderates` that it is the moderator's, `adds` that
    something was said before (`Ana Lima added:`), `posts` that it stands over a post, as pages
    of posts print names, `unsure` that it may as well be the words' own beginning: it is a label
    only where it names somebody known, `holds` that whom it names was introduced as answering,
    `leads` that over the whole record they ask and reply to nobody, `replies` the reverse, `guest`
    that nobody but them replies to those who lead, or that they are on a panel, or give the talk,
    `office` that it names but the office of whoever speaks: `The Treasurer:` (its name is the
    office then).
    """

    printed: str
    names: tuple[str, ...]
    title: str | None = None
    affiliation: str | None = None
    team: bool = False
    letter: bool = False
    asks: bool = False
    moderates: bool = False
    adds: bool = False
    posts: bool = False
    unsure: bool = False
    office: bool = False
    holds: bool = False
    leads: bool = False
    replies: bool = False
    guest: bool = False

    @property
    def who(self) -> str:
        """By what two labels of one speaker are alike, the fuller one described: a name."""
        return self.names[0] if self.names else self.printed

    @property
    def small(self) -> bool:
        """Whether it may be a name, written small as note takers do: `ana: we do`."""
        return self.unsure and not self.posts and self.printed.islower()

    @property
    def remarks(self) -> bool:
        """Whether it is the letter that marks a comment beside `Q:` and `A:`."""
        return self.printed == "C"


def read_label(text: Traced) -> tuple[Label, Traced] | None:
    """The label at the head of `text` and what follows it; None where there is none."""
    ends = ":" in text.text or "：" in text.text
    match = _label_pattern().match(text.text) if ends else None
    if match is None:
        return None
    rest = text.cut(match.end())
    label = (
        _presiding(match)
        or _replying(match)
        or _asking(match)
        or _holder(match)
        or _answering(match)
        or _team(match)
        or _office(match)
        or _person(match)
    )
    return (label, rest) if label else None


def _presiding(match: re.Match[str]) -> Label | None:
    """The label of whoever presides, by the office alone: `Mr Speaker:`."""
    presides = words().presiding_labels.fullmatch(match["said"].strip())
    return Label(match["label"].strip(), (), moderates=True) if presides else None


def _holder(match: re.Match[str]) -> Label | None:
    """The label of an office with its holder: `The Minister for Works (Ana Lima):`."""
    described = match["described"]
    if described is None or not is_title(match["said"]):
        return None
    name = without_honorific(described)
    held = is_name(name) and (" " in name or name != described)
    return Label(match["label"].strip(), (name,), title=match["said"].strip()) if held else None


def _office(match: re.Match[str]) -> Label | None:
    """The label of whoever holds an office: `The Treasurer:`, `Director Ana Lima:`."""
    said = match["said"].strip()
    bare = without_degrees(_SAYING.sub("", said))
    if titled := with_office(bare):
        return Label(match["label"].strip(), (titled[1],), title=titled[0])
    held = office(bare) or office(match["label"].strip())
    if held is None:
        return None
    return Label(said, (held,), office=True, letter=_is_letter(match["described"]))


def _is_letter(described: str | None) -> bool:
    """Whether what stands in brackets behind a name says that it wrote, or when."""
    if described is None:
        return False
    return words().in_writing.search(described) is not None or is_dated(described)


def described_label(printed: str) -> Label:
    """The label in the words beside a mark: `Ana Lima, treasurer`, `Ana, in writing, 6 May`."""
    pieces = [piece.strip() for piece in re.split(r"[,;–—]|\s-\s", printed) if piece.strip()]
    named = [
        piece
        for piece in pieces
        if is_name(without_honorific(piece)) and not is_authority(_bare_team(piece))
    ]
    titles = [piece for piece in pieces if is_title(piece)]
    letter = words().in_writing.search(printed) is not None
    if not named:
        return _team_label(printed, letter=letter)
    name = without_honorific(named[0])
    shown = printed if printed in named or len(pieces) == 1 else named[0]
    title = titles[0] if titles else None
    return Label(shown, (name,), title=title, letter=letter)


def _team_label(printed: str, *, letter: bool) -> Label:
    """The label of a group, or of somebody whom it does not name: `(online)`."""
    bare = re.sub(r"\s*\([^()]*\)$", "", printed)
    for piece in (bare, bare.split(",")[0].strip()):
        name = _bare_team(piece)
        if name and (is_authority(name) or (name[0].isupper() and is_team(name))):
            return Label(piece, (name,), team=True, letter=letter or bare != printed)
    if held := office(bare.split(",")[0].strip()):
        return Label(bare, (held,), letter=letter, office=True)
    return Label(printed, (), letter=letter)


_ARTICLE = re.compile(r"(?:the|our|la|le|les|der|die|das|el|los|las|il|lo)\s+|l['’]", re.IGNORECASE)


def _bare_team(name: str) -> str:
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def _team(match: re.Match[str]) -> Label | None:
    said = match["said"]
    named = re.match(r"from\s+(?:the\s+|our\s+)?(?=\S)", said, re.IGNORECASE)
    name = said[named.end() :] if named else re.sub(r"^[Tt]he\s+", "", said)
    if not re.match(name_pattern(), name) or not (named or is_team(name)):
        return None
    if name.split()[0].casefold() in words().not_names:
        return None
    if named and not is_team(name) and is_name(name):
        return Label(match["label"].strip(), (name,), letter=True)
    letter = named is not None or _is_letter(match["described"])
    return Label(match["label"].strip(), (name,), team=True, letter=letter)


_REPLYING = re.compile(r"(?:['’]s)?\s+(?:response|reply|answer)$")


def _replying(match: re.Match[str]) -> Label | None:
    """The label of whose reply follows: `Fees Board response:`, `Ana Lima's answer:`."""
    found = _REPLYING.search(match["said"])
    if found is None:
        return None
    said = re.sub(r"^[Tt]he\s+", "", match["said"][: found.start()])
    if said.split()[:1] and said.split()[0].casefold() in words().not_names:
        return None
    if held := office(said):
        return Label(said, (held,), office=True)
    if is_team(said) or re.fullmatch(r"[A-Z]{3,8}", said):
        return Label(said, (said,), team=True) if said[:1].isupper() else None
    return Label(said, (said,)) if is_name(said) else None


_ASKING = re.compile(r"(?:\s*\([^()]{1,80}\))?,?\s+(?:asks?|asked|enquire[sd]|queried|wrote in)$")


def _asking(match: re.Match[str]) -> Label | None:
    """The label of whose question follows: `Ana Lima (Quay) asks:`."""
    found = _ASKING.search(match["said"])
    if found is None:
        return _questioning(match)
    name = without_honorific(match["said"][: found.start()].split(",")[0])
    return Label(match["label"].strip(), (name,), asks=True) if is_name(name) else None


def _questioning(match: re.Match[str]) -> Label | None:
    """The label of whose question follows, as a press office writes it: `FRAGE LIMA:`."""
    word, _, name = match["said"].partition(" ")
    bare = without_honorific(name)
    asks = word.isupper() and word.casefold() in words().question_marks and name.isupper()
    return Label(match["label"].strip(), (bare.title(),), asks=True) if asks and bare else None


_SURNAME_FIRST = re.compile(r"(?P<last>[^\W\d_]{2}[^,a-z]{0,40}),\s*(?P<first>[^,]{2,40})")


def _in_order(said: str) -> str:
    """`Ana Lima` for `LIMA, Ana`; of names that are not in capitals two may be two people's."""
    found = _SURNAME_FIRST.fullmatch(said)
    if found is None or not found["last"].isupper() or not is_name(found["first"]):
        return said
    return f"{found['first']} {found['last'].title()}"


_SAYING = re.compile(
    r"\s+(?:add|answer|repl(?:y|ie)|respond|say|write|said|wrote|continue)(?:s|d|ed)?$"
)


#: What stands between a word for an answer and whose it is.
BY = "by|da|das|de|del|della|dello|des|di|do|dos|du|from|of|van|von|vom"
_BY = re.compile(rf"(?:{BY})\s+")


def _answering(match: re.Match[str]) -> Label | None:
    """The label of whose answer follows: `Antwort Dr. Lima:`, where it is no `Reply Deadline:`."""
    word, _, name = match["said"].partition(" ")
    name = _BY.sub("", name)
    if word.casefold() not in words().answer_marks or not name:
        return None
    bare = without_honorific(name)
    surely = bare != name or " " in bare or word.casefold() not in words().not_names
    return Label(name, (bare,)) if surely and is_name(bare) else None


def _person(match: re.Match[str]) -> Label | None:
    if saying := _SAYING.search(match["said"]):
        name = match["said"][: saying.start()]
        bare = without_honorific(name)
        return Label(name, (bare,), adds="add" in saying[0]) if is_name(bare) else None
    said = _in_order(without_degrees(match["said"]))
    names = tuple(without_honorific(name.strip()) for name in said.split("/"))
    if not all(is_name(name) for name in names):
        return None
    described = match["described"]
    letter = _is_letter(described)
    titled = described is not None and is_title(described)
    return Label(
        printed=match["label"].strip(),
        names=tuple(sorted(names, key=lambda name: -len(name.split()))),
        title=described if titled and not letter else None,
        affiliation=None if titled or letter else described,
        letter=letter,
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<label>(?P<said>[^\s:：(][^:：(\n]{0,80}?(?:\([^()\n]{1,80}\),? (?:asks?|asked))?)"
        r"(?:\s*\((?P<described>[^()\n]{1,120})\)(?:\s*\([^()\n]{1,60}\))?)?)"
        r"\s*(?:：|:(?:\s|$|(?=[¿¡])))\s*"
    )
