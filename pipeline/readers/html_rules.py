"""What on a page is no part of its content, by the rule that says so."""

import re
from collections.abc import Mapping

from pipeline.readers.html_tags import HEADINGS, SETTINGS, Tag

_RULE_OF_MARK = {mark: rule for rule, marks in SETTINGS["marks"].items() for mark in marks}
_RULE_OF_ROLE: Mapping[str, str] = SETTINGS["roles"]
_RULE_OF_NAME: Mapping[str, str] = SETTINGS["names"]
_HIDDEN = re.compile(r"display:\s*none", re.IGNORECASE)
# to an editor of the page itself; a link to a page that is still to be written is none
_EDITOR = re.compile(r"[?&](?:action|veaction)=edit(?!.*redlink=1)|#/editor/")
_EDIT = re.compile(rf"\W*{SETTINGS['edit']}\W*", re.IGNORECASE)
_ANCHOR = re.compile(r"[#¶§🔗\s]*")


def rule_of(tag: Tag) -> str | None:
    """The rule by which an element is left out for what its tag says, else None."""
    if tag.name in HEADINGS:
        return None
    role = tag.attributes.get("role", "").casefold().strip()
    rules = [_RULE_OF_MARK[mark] for mark in sorted(tag.marks) if mark in _RULE_OF_MARK]
    rules += [_RULE_OF_ROLE[role]] if role in _RULE_OF_ROLE else []
    rules += [_RULE_OF_NAME[tag.name]] if tag.name in _RULE_OF_NAME else []
    if not rules and tag.name == "span" and _HIDDEN.search(tag.attributes.get("style", "")):
        rules = ["hidden"]
    return rules[0] if rules else None


def may_be_left_out(tag: Tag) -> bool:
    """Whether a rule applies to an inline element, or may when its text is known."""
    return rule_of(tag) is not None or _edits(tag) or _anchors(tag)


def rule_of_link(tag: Tag, text: str, *, in_heading: bool) -> str | None:
    """The rule by which a link is left out for what it points to and how it reads."""
    if _edits(tag) and (in_heading or _EDIT.fullmatch(text)):
        return "edit_link"
    return "anchor" if _anchors(tag) and _ANCHOR.fullmatch(text) else None


def _edits(tag: Tag) -> bool:
    return tag.name == "a" and _EDITOR.search(tag.attributes.get("href", "")) is not None


def _anchors(tag: Tag) -> bool:
    return tag.name == "a" and not tag.attributes.get("href", "#")[:1].strip("#")
