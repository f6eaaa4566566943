"""The small JSON files in which releases are told of."""

from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

from pipeline.release import ReleaseError


class Stated(BaseModel):
    """What such a file says, and nothing else; `unreadable` is said of one that is damaged."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unreadable: ClassVar[str]

    @classmethod
    def read(cls, data: bytes, where: object) -> Self:
        """What some bytes say; `where` is named in the error.

        Raises:
            ReleaseError: they are none of that file.
        """
        try:
            return cls.model_validate_json(data)
        except ValueError as error:
            raise ReleaseError(f"{where} {cls.unreadable}") from error

    def data(self) -> bytes:
        """Its bytes."""
        return self.model_dump_json(indent=1).encode() + b"\n"
