"""Regular expressions of several lines, with terms put in; quick where a term is missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.enrich.literals import literals_of

_TERM = re.compile(r"\{([a-z_]+)\}")
# a capital that is no escape: such a line tells capitals from small letters
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_PIECE = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\{[a-z_]+\}|[()|]|.", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Line:
    """One pattern. One that knows no capitals is tried on small letters, which is quicker.

    One of its `literals`, if there are any, is in the small letters of every text that matches.
    """

    source: str
    capitals: bool
    literals: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried: of many lines, one session tries few."""
        return re.compile(self.source, re.IGNORECASE if self.capitals else re.NOFLAG)


class Heard:
    """A text, and which terms were found in it so far."""

    def __init__(self, text: str) -> None:
        """Nothing is looked for until somebody asks."""
        self._text = text
        self.small = text.lower()
        self._found: dict[Line, bool] = {}

    def holds(self, term: Line) -> bool:
        """Whether a term is in the text; looked up once."""
        found = self._found.get(term)
        if found is None:
            found = self._found[term] = self.matches(term)
        return found

    def matches(self, line: Line) -> bool:
        """Whether a line is in the text."""
        return line.pattern.search(self._text if line.capitals else self.small) is not None


@dataclass(frozen=True, slots=True)
class Expression:
    """Any of several lines; a line is tried only where the terms that it cannot do without are."""

    lines: tuple[tuple[tuple[Line, ...], Line], ...] = ()

    @property
    def literals(self) -> frozenset[str]:
        """Texts of which one is in the small letters of every text that matches; none: unknown."""
        sets = [line.literals for _, line in self.lines]
        return frozenset().union(*sets) if all(sets) else frozenset()

    def found_in(self, heard: Heard) -> bool:
        """Whether any line matches somewhere."""
        for terms, line in self.lines:
            if all(map(heard.holds, terms)) and heard.matches(line):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Terms:
    """Words that expressions name: each term is itself an expression of terms before it."""

    expanded: Mapping[str, str]
    lines: Mapping[str, Line]

    @classmethod
    def read(cls, stated: Mapping[str, str]) -> "Terms":
        """The terms, in the order in which they are stated.

        Raises:
            ValueError: a term names one that does not stand before it, or is no regular
                expression.
        """
        terms = cls({}, {})
        for name, text in stated.items():
            line = terms.line(text, f"term {name}")
            whole = f"(?:{terms.put_into(_either(text), f'term {name}')})"
            terms = cls({**terms.expanded, name: whole}, {**terms.lines, name: line})
        return terms

    def put_into(self, expression: str, named: str) -> str:
        """The expression with its terms written out; `named` is whose it is.

        Raises:
            ValueError: there is no such term.
        """

        def term(found: re.Match[str]) -> str:
            if found[1] not in self.expanded:
                raise ValueError(f"{named}: unknown term {found[0]}")
            return self.expanded[found[1]]

        return _TERM.sub(term, expression)

    def pattern(self, text: str, named: str) -> re.Pattern[str]:
        """Several lines as one pattern; case does not matter.

        Raises:
            ValueError: there is no such term, or the result is no regular expression.
        """
        whole = self.put_into(_either(text), named)
        try:
            return re.compile(whole, re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"{named}: {error}") from error

    def line(self, text: str, named: str) -> Line:
        """Several lines as one; each has to be an expression of its own.

        Raises:
            ValueError: as `pattern`.
        """
        whole = self.put_into(_either(text), named)
        try:
            sets = [literals_of(self.put_into(line, named)) for line in text.splitlines()]
        except re.error as error:
            raise ValueError(f"{named}: {error}") from error
        literals = frozenset().union(*sets) if all(sets) else frozenset()
        return Line(whole, _CAPITAL.search(whole) is not None, literals)

    def expression(self, text: str, named: str) -> Expression:
        """Several lines as an expression, those that need the same terms joined.

        Raises:
            ValueError: as `pattern`.
        """
        joined: dict[tuple[str, ...], list[str]] = {}
        for line in text.splitlines():
            joined.setdefault(tuple(_needed(line)), []).append(line)
        together = [(names, self.line("\n".join(lines), named)) for names, lines in joined.items()]
        return Expression(
            tuple((tuple(self.lines[name] for name in names), line) for names, line in together)
        )


def _either(text: str) -> str:
    return "|".join(text.splitlines())


def _needed(line: str) -> Iterator[str]:
    """The terms without which a line cannot match: outside all groups, and not optional."""
    pieces: list[str] = _PIECE.findall(line)
    depth = 0
    names: list[str] = []
    for piece, behind in zip(pieces, [*pieces[1:], ""], strict=True):
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and piece == "|":
            return
        if depth == 0 and _TERM.fullmatch(piece) and behind not in ("?", "*", "{"):
            names.append(piece[1:-1])
    yield from names
