"""Private text in values that show nothing of it, and errors that quote nothing.

Whatever prints, logs or formats such a value gets the name of its type. Only `reveal`, which is
easy to search for, gives the text.
"""

from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import ParamSpec, TypeVar

from pipeline.engine import EngineError
from pipeline.store import StoreError

_P = ParamSpec("_P")
_T = TypeVar("_T")


class PrivateError(Exception):
    """Something private could not be handled; the message is for everybody's eyes."""


class Veiled:
    """A value that prints as the name of its type."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The name of the type."""
        return f"<{type(self).__name__}>"

    __str__ = __repr__

    def __format__(self, _how: str) -> str:
        """The name of the type, however it is asked for."""
        return repr(self)


class Secret(Veiled):
    """A text of a mail, or whom it is from."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Veil a text."""
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __eq__(self, other: object) -> bool:
        """Whether another is veiled over the same text."""
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        """As of the text; it differs from process to process."""
        return hash(("secret", self._text))


def quietly(
    rule: str, document: str, do: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
) -> _T:
    """What `do` gives; whatever it raises is told as a rule, a document and a line of ours.

    Raises:
        PrivateError: `do` raised; neither its message nor its traceback is kept.
    """
    try:
        return do(*args, **kwargs)
    except (PrivateError, EngineError, StoreError, MemoryError):
        raise  # these quote nothing
    except Exception as fault:  # noqa: BLE001 - its message may quote a mail
        where = _place(fault)
    # raised out here, the new error knows nothing of the old one
    raise PrivateError(f"{document}: {rule} failed ({where}); please report it without the mail")


def _place(fault: Exception) -> str:
    place = extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} at {Path(place.filename).name}:{place.lineno}"
