"""The address of one second of a recording, as each host writes it."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_YOUTUBE = frozenset({"youtube.com", "youtu.be", "youtube-nocookie.com"})
_TIMES = frozenset({"t", "start", "time_continue"})


def deep_link(url: str, ms: int) -> str:
    """The address at which `url` begins to play at a time.

    YouTube takes the second as a parameter, which replaces one that is there; Vimeo and all
    who follow the Media Fragments recommendation, Commons among them, take it as a fragment.
    """
    seconds = ms // 1000
    parts = urlsplit(url)
    if _host(parts.hostname) in _YOUTUBE:
        given = parse_qsl(parts.query, keep_blank_values=True)
        time = ("start", seconds) if parts.path.startswith("/embed/") else ("t", f"{seconds}s")
        query = urlencode([*(pair for pair in given if pair[0] not in _TIMES), time])
        return urlunsplit(parts._replace(query=query, fragment=""))
    end = "s" if _host(parts.hostname) == "vimeo.com" else ""
    return urlunsplit(parts._replace(fragment=f"t={seconds}{end}"))


def _host(name: str | None) -> str:
    """The last two parts of a host's name."""
    return ".".join((name or "").split(".")[-2:])
