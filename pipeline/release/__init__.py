"""Tables and rates, frozen: described, checked, named by a version, and never changed again."""


class ReleaseError(Exception):
    """A release cannot be made or read; the message is for people."""
