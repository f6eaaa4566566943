"""Labels of several who reply with one voice: `Ana and Bo:`."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from pipeline.extract.labels import Label
from pipeline.extract.unit import Unit

_JOINT = re.compile(r"(?P<one>[^:&\n]{2,40}?)\s(?:and|&|und|et|y|e)\s(?P<other>[^:&\n]{2,40}):\s*")
_LONGEST = 85  # characters of such a label


def with_joint_labels(units: Iterable[Unit], speakers: Container[str]) -> Iterator[Unit]:
    """Units in which two of the `speakers`, by their printed labels, are a label together."""
    for unit in units:
        may_be = ":" in unit.text.text[:_LONGEST] and not (unit.label or unit.mark)
        found = _JOINT.match(unit.text.text) if may_be and not unit.is_heading else None
        if found and found["one"] in speakers and found["other"] in speakers:
            said = found[0].rstrip().removesuffix(":")
            label = Label(said, (said,), team=True)
            yield replace(unit, label=label, text=unit.text.cut(found.end()))
        else:
            yield unit
