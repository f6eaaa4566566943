"""Start tags, and what each name of HTML does to the text around it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from importlib.resources import files
from typing import Any

import yaml

_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>=][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]++)))?+"
)
_VALUE = 4096  # characters of an attribute's value that are looked at

SETTINGS: Mapping[str, Any] = yaml.load(
    files(__package__).joinpath("html.yaml").read_text("utf-8"), yaml.CSafeLoader
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"em", "i"})
INLINE = frozenset({"a", "button", "span"})
LISTS = frozenset({"dl", "menu", "ol", "ul"})
BORDERS = frozenset(SETTINGS["borders"])
NESTED: Mapping[str, str] = SETTINGS["nested"]
RAW: Mapping[str, str] = SETTINGS["raw"]
RAW_TO_THE_END = frozenset({"script", "style"})  # where the end tag is missing


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag."""

    name: str
    attributes: Mapping[str, str]

    @property
    def marks(self) -> frozenset[str]:
        """Its classes and its id, in lower case."""
        named = f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}"
        return frozenset(named.casefold().split())

    @property
    def is_bold(self) -> bool:
        """Whether it sets in bold, by its name or its style; a style can also take it back."""
        styled = _is_bold(self.attributes.get("style", ""))
        return self.name in BOLD if styled is None else styled


_STYLED = re.compile(r"\.(?P<name>[\w-]{1,60})\s*+\{(?P<style>[^{}]{0,2000})\}")


def bold_classes(style: str) -> frozenset[str]:
    """The classes that a style sheet sets in bold, as editors of texts export it."""
    found = (match for match in _STYLED.finditer(style) if _is_bold(match["style"]))
    return frozenset(match["name"].casefold() for match in found)


def _is_bold(style: str) -> bool | None:
    weight = re.search(r"font-weight:\s*(\w+)", style)
    return weight[1] in ("bold", "bolder", "600", "700", "800", "900") if weight else None


def read_tag(name: str, text: str, start: int, end: int) -> Tag:
    """The tag whose attributes lie in `text` from `start` to `end`; of equal ones the first."""
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        value = match["double"] or match["single"] or match["bare"] or ""
        attributes.setdefault(match["name"].lower(), unescape(value[:_VALUE]))
    return Tag(name, attributes)


def content_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the value of the attribute `content` lies between `start` and `end`."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        if match["name"].lower() == "content":
            quoted = (g for g in ("double", "single", "bare") if match[g] is not None)
            group = next(quoted, None)
            return match.span(group) if group else None
    return None
