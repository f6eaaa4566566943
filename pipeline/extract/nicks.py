"""People of a chat who change their names on the way."""

from collections.abc import Mapping

from pipeline.extract.offices import Offices
from pipeline.extract.person import Person
from pipeline.readers.document import Document


def identities(document: Document, offices: Offices) -> Mapping[str, Person]:
    """Each name that somebody in office went by in a document, where a change tells.

    A name that several people went by means nobody.
    """
    if not document.renames:
        return {}
    groups: dict[str, set[str]] = {}
    for rename in document.renames:
        merged = groups.get(rename.old, {rename.old}) | groups.get(rename.new, {rename.new})
        for name in merged:
            groups[name] = merged
    found: dict[str, Person] = {}
    for name, group in groups.items():
        people = {person for other in group if (person := offices.holder(other))}
        if len(people) == 1:
            found[name] = people.pop()
    return found
