"""Words of others as text that does nothing: not in HTML, SVG, JSON-LD, scripts or CSV.

Escaping is each format's own matter. What is done here is the rest: characters that are no
text, or that turn around what stands behind them, and addresses that are no addresses.
"""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

# embeddings, overrides and isolates turn text around beyond their own end where they are not
# closed; marks of direction (U+200E, U+200F, U+061C) act on their neighbours alone, and stay
_TURNING = "\u202a-\u202e\u2066-\u2069"
_NO_TEXT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
_REMOVED = re.compile(f"[{_TURNING}{_NO_TEXT}]")
_ENDS_SCRIPT = re.compile("[<>&\u2028\u2029]")


def inert(text: str) -> str:
    """The text without control characters, line and tab apart, and without turning marks.

    The tables of the release hold it as it was written.
    """
    return _REMOVED.sub("", text)


def inert_json(text: str) -> Any:
    """What JSON tells, with every text in it inert, those that it wrote in escapes, too."""
    return _inert_within(json.loads(text))


def _inert_within(value: Any) -> Any:
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, dict):
        return {name: _inert_within(told) for name, told in value.items()}
    return [_inert_within(told) for told in value] if isinstance(value, list) else value


def web_address(url: str | None) -> str | None:
    """The address where it leads to a web page by http or https; else null."""
    if url is None or inert(url) != url or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def script_data(value: object) -> Markup:
    """A value as JSON that may stand in any script: it cannot end it, nor break a line."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_ENDS_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", told))  # noqa: S704
