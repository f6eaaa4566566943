"""The full names that a record gives anywhere, and which of them a shorter one can mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from pipeline.extract.full_names import NameIndex, fold, letters_of, user_names
from pipeline.extract.names import (
    initials,
    is_name,
    name_pattern,
    name_word_pattern,
    without_honorific,
)
from pipeline.extract.words import words

_LONGEST_UNSPACED = 14
# `ZedBoats`, `MDennis`, `zed_9`, `analima`: written as people write user names, and not names
_FIRST_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]\w*\.?\s$")
_USER_NAME = re.compile(r"(?=\S{4,})\S*(?:[a-z][A-Z]|[A-Z]{2}[a-z]|[\d_])\S*|[a-z]{6,}")
_SHORT_USER = re.compile(r"(?P<first>[a-z]{2,30})_(?P<initial>[a-z])")  # `ana_l`
_OF_STAFF = re.compile(r"(?<=\S)\s\([A-Z]{2,5}\)$")  # `ALima (WMF)`
_MOST_HEADER = 50_000  # characters among which those present are named
_MOST_TEXT = 200_000  # characters among which the holder of initials may be named
_MOST_PLACES = 50  # at which one name is looked at
_LONGEST_PIECE = 200
_ENDS = re.compile(r"(?<!\s[^\W\d_])[.'’-]+$")  # but for the full stop of an initial: `Ana L.`
_DASHES = "-–—="


@dataclass(frozen=True)
class KnownNames:
    """Names that are known in full, by their folded spelling, and a header with more of them.

    `text` is the whole record, where the holders of initials may be named behind the header;
    `users` are the full names behind the user names of a wiki, `beside` those that stand
    before a user name in brackets; from those in `titled` user names may be made.
    """

    full: Mapping[str, str]
    header: str
    users: Mapping[str, str]
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    text: str = ""
    titled: str = ""
    _found: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    _surnames: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    def holders(self, name: str) -> frozenset[str]:
        """The full names that a printed name can mean: whole, by first name, by surname.

        `Ana C.` and `AnaC` mean those whose names go on so, `AC` those with these initials.
        """
        if name not in self._found:
            self._found[name] = _fullest(self._search(name))
        return self._found[name]

    def by_surname(self, name: str) -> frozenset[str]:
        """The names of the header that end in `name`; looked up once."""
        if name not in self._surnames:
            self._surnames[name] = self._ending(name)
        return self._surnames[name]

    def _ending(self, name: str) -> frozenset[str]:
        before = (_names_before().search(self._text[max(at - 99, 0) : at]) for at in self._at(name))
        names = (without_honorific(match[0] + name) for match in before if match)
        return frozenset(full for full in names if is_name(full) and " " in full)

    def _search(self, name: str) -> frozenset[str]:
        if name in self.users:
            return frozenset({self.users[name]})
        name = _OF_STAFF.sub("", name)
        if glued := re.fullmatch(r"(?P<first>[^\W\d_]+[a-zà-ÿ])(?P<initial>[A-Z])", name):
            name = f"{glued['first']} {glued['initial']}"
        elif short := _SHORT_USER.fullmatch(name):
            name = f"{short['first'].title()} {short['initial'].upper()}"
        wanted = fold(name)
        if wanted in self.full:
            return self._spelt_out(self.full[wanted])
        if letters := initials(name):
            return (
                self._keyed(name)
                or self._by_initials_of_known[letters]
                or self._by_initials[letters]
                or self._by_initials_anywhere[letters]
            )
        return (
            _in_full(() if " " in name else self._called(name, f"{_DASHES}/"))
            or self._index.beginning(wanted)
            or self._index.ending(wanted)
            or self._going_on(name)
            or self._shortened(name)
            or (self._by_user_name(name) if _USER_NAME.fullmatch(name) else frozenset())
            or (self._made[letters_of(name)] if name[:1].isupper() else frozenset())
            or self._index.misspelt(wanted)
        )

    def _spelt_out(self, full: str) -> frozenset[str]:
        """A full name, or the one that spells its first name out: `A. Lima` and `Ana Lima`."""
        first, _, rest = full.partition(" ")
        first = first.rstrip(".")
        near = self._by_opening[full[:3]] if len(first) > 1 else self._index.ending(fold(rest))
        alike = (one for one in near if one.startswith(first))
        return frozenset({full, *(one for one in alike if one.partition(" ")[2] == rest)})

    def _shortened(self, name: str) -> frozenset[str]:
        """The names whose first name goes on from a short form: `Dan` and `Daniel Dyer`."""
        if not re.fullmatch(r"[^\W\d_]{3,}", name) or not name.istitle():
            return frozenset()
        return frozenset(full for full in self._by_opening[name[:3]] if full.startswith(name))

    @cached_property
    def _by_opening(self) -> Mapping[str, frozenset[str]]:
        """Full names, those of the header among them, by their first three letters."""
        opening: defaultdict[str, set[str]] = defaultdict(set)
        for full in self.in_header | frozenset(self.full.values()):
            opening[full[:3]].add(full)
        return defaultdict(frozenset, {head: frozenset(full) for head, full in opening.items()})

    def _by_user_name(self, name: str) -> frozenset[str]:
        """Whose user name it is: stated beside the full name, or made from it."""
        return self.beside.get(name) or self._made[letters_of(name)]

    @cached_property
    def _made(self) -> Mapping[str, frozenset[str]]:
        """Full names by the user names that are made from them: `AnaLima`, `ALima`, `LimaA`."""
        made: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for full in self.in_header | frozenset(self.full.values()) | _names_in(self.titled):
            for user in user_names(full):
                made[user] |= {full}
        return made

    @property
    def _text(self) -> str:
        return self.header[:_MOST_HEADER]

    @cached_property
    def _pieces(self) -> tuple[str, ...]:
        return tuple(re.split(r"[\n,;]", self._text))

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex({fold(name): name for name in self.full.values()})

    @cached_property
    def _by_initials_of_known(self) -> Mapping[str, frozenset[str]]:
        """The names known in full by their initials."""
        return _initialled(self.full.values())

    @cached_property
    def _by_initials(self) -> Mapping[str, frozenset[str]]:
        """What looks like a full name in the header, by its initials."""
        return _initialled(self.in_header)

    @cached_property
    def _by_initials_anywhere(self) -> Mapping[str, frozenset[str]]:
        """Names anywhere in the record by their initials."""
        return _initialled(_names_in(self.text[:_MOST_TEXT]))

    @cached_property
    def in_header(self) -> frozenset[str]:
        """What looks like a full name in the header."""
        return _names_in(self._text)

    def _at(self, name: str) -> Iterator[int]:
        """Where a name stands in the header as a word of its own."""
        return _places(self._text, name)

    def _going_on(self, name: str) -> frozenset[str]:
        """The names of the header that go on from `name`, a first name.

        Where a script puts no space between names, a part may stand anywhere in the whole.
        """
        if name not in self._text:
            first, _, initial = name.rstrip(".").rpartition(" ")
            if len(initial) != 1 or not first:
                return frozenset()
        if name and not (name[0].isupper() or name[0].islower()):
            found = re.findall(rf"[\w·・]*{re.escape(name)}[\w·・]*", self._text)
            return frozenset(one for one in found if len(name) < len(one) <= _LONGEST_UNSPACED)
        first, _, initial = name.rstrip(".").rpartition(" ")
        begun, goes_on = (first, initial) if len(initial) == 1 and first else (name, "")
        behind = (
            (at, _names_behind().match(self._text, at + len(begun))) for at in self._at(begun)
        )
        full = (
            _ENDS.sub("", self._text[at : match.end()])
            for at, match in behind
            if match and match["last"].startswith(goes_on)
        )
        return frozenset(one for one in full if is_name(one))

    def _keyed(self, letters: str) -> frozenset[str]:
        """Whom a list gives initials, in full or by a first name: `A: Ana`."""
        named = self._called(letters, f"{_DASHES}:")
        meant = (self._index.beginning(fold(name)) or self._going_on(name) for name in named)
        return _in_full(named) or frozenset[str]().union(*meant)

    def _called(self, short: str, dashes: str) -> frozenset[str]:
        """Whom a list of those present gives initials or a user name.

        As in `AL – Ana Lima`, `Ana Lima (AL)`, `Ana Lima - Quay (AL)` and `@ana (Ana Lima)`.
        """
        if short not in self._text:
            return frozenset()
        found = (
            without_honorific(name)
            for piece in self._pieces
            if short in piece and len(piece) <= _LONGEST_PIECE
            for at in _places(piece, short)
            if not (short.istitle() and _FIRST_NAME.search(piece[:at]))
            for name in _beside(piece, at, at + len(short), dashes)
        )
        named = frozenset(name for name in found if is_name(name) and name != short)
        # the one before may be where somebody works
        return (
            frozenset(name for name in named if name[0].casefold() == short[0].casefold()) or named
        )


def _fullest(names: frozenset[str]) -> frozenset[str]:
    """Names without those of which another spells the first name out: `Dan` and `Daniel Dyer`."""
    short = {
        one
        for one in names
        for other in names - {one}
        if other.startswith(one.partition(" ")[0].rstrip("."))
        and one.partition(" ")[2] == other.partition(" ")[2]
        and len(one) < len(other)
    }
    return names - short


def _names_in(text: str) -> frozenset[str]:
    """What looks like a name of two words or more."""
    said = re.split(r"(?<=\w\w)[.!?]\s|\n", text)
    found = (
        without_honorific(one)
        for sentence in said
        for one in re.findall(rf"\b{name_pattern()}", sentence)
    )
    return frozenset(one for one in found if " " in one and is_name(one))


def _initialled(names: Iterable[str]) -> Mapping[str, frozenset[str]]:
    by_initials: defaultdict[str, set[str]] = defaultdict(set)
    for full in names:
        by_initials[_initials_of(full)].add(full)
    return defaultdict(frozenset, {short: frozenset(full) for short, full in by_initials.items()})


def _places(text: str, name: str) -> Iterator[int]:
    at, count = text.find(name), 0
    while at >= 0 and count < _MOST_PLACES:
        count += 1
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(name, end)


def _beside(piece: str, start: int, end: int, dashes: str) -> Iterator[str]:
    """The full names before and behind a user name, in brackets or set apart by a dash."""
    start -= piece[start - 1 : start] == "@"
    start -= 5 * piece.endswith("User:", 0, start)
    behind = re.match(rf"\s*(?:\)\s*\(|[{dashes}]|\()\s*", piece[end:])
    if behind and (name := _full_name().match(piece, end + behind.end())):
        yield re.split(r"(?<=\w\w)\.\s", name[0])[0]
    ends = rf"\s*[{dashes}(]\s*$"
    for described in (r"(?:\s*\([^()]{1,40}\))?", rf"\s+[{_DASHES}]\s[^()]{{1,40}}?"):
        if before := re.search(described + ends, piece[:start]):
            named = _full_name().finditer(piece, 0, before.start())
            yield from (name[0] for name in named if name.end() == before.start())


def _in_full(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if " " in name)


def _initials_of(full: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", full) if part[:1].isupper())


@cache
def _full_name() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){name_pattern()}")


@cache
def _names_behind() -> re.Pattern[str]:
    particles = "|".join(sorted(words().name_particles))
    return re.compile(rf"(?:[^\S\n]+(?:{particles}))*[^\S\n]+(?P<last>{name_word_pattern()})")


@cache
def _names_before() -> re.Pattern[str]:
    particles = "|".join(sorted(words().name_particles))
    return re.compile(
        rf"(?:{name_word_pattern()}[^\S\n]+){{1,2}}(?:(?:{particles})[^\S\n]+){{0,2}}$"
    )
