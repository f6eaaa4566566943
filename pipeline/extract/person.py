"""A person of a session."""

from dataclasses import dataclass

from pipeline.ids import slug
from schemas.words import PersonKind


@dataclass(frozen=True, slots=True)
class Person:
    """A person or team of a session, by full name; `stated_id` where the name does not tell it."""

    name: str
    kind: PersonKind = PersonKind.PERSON
    stated_id: str | None = None

    @property
    def person_id(self) -> str:
        """The slug of the full name, unless another id is stated."""
        return self.stated_id or slug(self.name)
