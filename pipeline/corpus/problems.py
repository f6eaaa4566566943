"""What people are told about a corpus: one line each."""

from dataclasses import dataclass

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a corpus, said on one line.

    Attributes:
        path: The file or folder, relative to `raw`, with forward slashes.
        line: Line in the file, 1-based; None where the whole file is meant.
        message: What was found, what was expected, what to do.
    """

    path: str
    line: int | None
    message: str

    def __post_init__(self) -> None:
        """Escapes what would break the line or the terminal, such as a name's newline."""
        object.__setattr__(self, "path", _printable(self.path))
        object.__setattr__(self, "message", _printable(self.message))

    def __str__(self) -> str:
        """`path:line: message`."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.message}"

    @property
    def order(self) -> tuple[str, int, str]:
        """Sort key: by file, then down the file."""
        return self.path, self.line or 0, self.message


class RefusedError(Exception):
    """A file, folder or session cannot be used; `problems` says why, at least one, in order."""

    def __init__(self, *problems: Problem) -> None:
        """Puts the problems in order."""
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        super().__init__("; ".join(map(str, self.problems)))


def quoted(value: object) -> str:
    """A value as messages show it: in quotes, cut where it is long."""
    text = str(value)
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}…'"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
