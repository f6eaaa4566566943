"""Atomic writing, the lock, and Parquet files."""


class StoreError(Exception):
    """The outputs cannot be read or written; the message is for people."""
