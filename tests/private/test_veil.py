"""Private values show nothing, and errors quote nothing."""

import logging
import pickle
import traceback

import pytest

from pipeline.private.items import Item
from pipeline.private.veil import PrivateError, Secret, Veiled, quietly

TEXT = "my aunt's harbour pass"


@pytest.mark.parametrize("value", [Secret(TEXT), Item(TEXT, 0, 0)])
def test_no_way_of_printing_shows_a_text(value: Veiled, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("x").warning("%s %r", value, [value])
    shown = [repr(value), str(value), f"{value}", f"{value:>40}", f"{value!r}", f"{[value]}"]
    shown += [f"{value}", "{}".format(value), "%s" % (value,), caplog.text]  # noqa: UP031, UP032
    assert not [text for text in shown if "aunt" in text]


def test_a_secret_keeps_its_text() -> None:
    assert Secret(TEXT).reveal() == TEXT
    assert pickle.loads(pickle.dumps(Secret(TEXT))) == Secret(TEXT) != Secret("other")
    assert len({Secret(TEXT), Secret(TEXT)}) == 1


def test_an_error_of_others_is_told_without_its_values() -> None:
    def fail(text: str) -> None:
        raise KeyError(text)

    with pytest.raises(PrivateError) as caught:
        quietly("matching", "message 3", fail, TEXT)
    told = "".join(traceback.format_exception(caught.value))
    assert "message 3: matching failed (KeyError at test_veil.py:" in told
    assert "aunt" not in told.replace("quietly(", "")
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert quietly("x", "y", len, TEXT) == len(TEXT)
