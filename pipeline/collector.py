"""Reading without Python's collector of cycles, which would walk all that was read, over and over.

What is read from a file is a tree, and goes when nobody holds it. The collector starts whenever
enough is made, and the more there is the longer it walks: a third of the time that 1 MB of
Markdown takes, and more than in step with a file's size.
"""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def uncollected(read: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """A function during which the collector rests, and is afterwards as it was before."""

    @wraps(read)
    def resting(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        if not gc.isenabled():
            return read(*args, **kwargs)
        gc.disable()
        try:
            return read(*args, **kwargs)
        finally:
            gc.enable()

    return resting
