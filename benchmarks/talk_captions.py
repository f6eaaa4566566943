"""Talks written as captions and transcripts by every program that is known to write some."""

import html
import random
from collections.abc import Callable, Iterator, Sequence

from talks import Said, Turn, Written, parts

Writer = Callable[[Sequence[Turn], random.Random], Written]


def clock(ms: int, mark: str = ".") -> str:
    """A time as captions write it."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def short(second: int) -> str:
    """A time as players show it."""
    return f"{second // 60}:{second % 60:02}"


def _times(second: int, mark: str = ".") -> str:
    return f"{clock(second * 1000, mark)} --> {clock(second * 1000 + 1990, mark)}"


def _cues(turns: Sequence[Turn], chance: random.Random) -> Iterator[tuple[Turn, str, int, bool]]:
    """Each caption with its turn, its second, and whether it opens the turn."""
    for turn in turns:
        for at, (text, second) in enumerate(parts(turn, chance)):
            yield turn, text, second, not at


def _wrapped(text: str, chance: random.Random) -> str:
    """A text on one line, or on two."""
    words = text.split()
    if len(words) < 4 or chance.random() < 0.6:
        return text
    at = chance.randrange(1, len(words))
    return " ".join(words[:at]) + "\n" + " ".join(words[at:])


def _ended(text: str, chance: random.Random) -> bytes:
    """A file with the marks and line ends of some system or other."""
    ends = chance.choice(("\n", "\n", "\r\n", "\r"))
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16"))
    return text.replace("\n", ends).encode(encoding)


def _noise(chance: random.Random, second: int, texts: Sequence[str]) -> str:
    """Now and then a cue that is no speech."""
    return f"{_times(second)}\n{chance.choice(texts)}\n\n" if chance.random() < 0.1 else ""


def zoom(turns: Sequence[Turn], chance: random.Random, *, org: bool = False) -> Written:
    """`Name: text`, numbered; a bot that takes notes is there, too."""
    out, said = ["WEBVTT\n"], []
    for n, (turn, text, second, _) in enumerate(_cues(turns, chance), 1):
        name = f"{turn.talker.name} ({turn.talker.org})" if org else turn.talker.name
        said.append(Said(name, text))
        out.append(f"{n}\n{_times(second)}\n{name}: {_wrapped(text, chance)}\n")
        if chance.random() < 0.05:
            out.append(f"{n}\n{_times(second)}\nAna's Notetaker: I am taking notes.\n")
    return Written(_ended("\n".join(out), chance), "vtt", tuple(said))


def zoom_org(turns: Sequence[Turn], chance: random.Random) -> Written:
    """`Name (Org): text`."""
    return zoom(turns, chance, org=True)


def opened(turns: Sequence[Turn], chance: random.Random) -> Written:
    """A name where a turn opens, and none in the captions that go on with it."""
    out, said = ["WEBVTT\n"], []
    for turn, text, second, opens in _cues(turns, chance):
        said.append(Said(turn.talker.name, text))
        label = f"{turn.talker.name}: " if opens else ""
        out.append(f"{_times(second)}\n{label}{_wrapped(text, chance)}\n")
    return Written(_ended("\n".join(out), chance), "vtt", tuple(said))


def changes(turns: Sequence[Turn], chance: random.Random) -> Written:
    """`>> NAME: text`, as people type captions while somebody speaks."""
    out, said = ["WEBVTT\n"], []
    for turn, text, second, opens in _cues(turns, chance):
        name = turn.talker.name.upper()
        said.append(Said(name, text))
        label = f">> {name}: " if opens else ""
        out.append(f"{_times(second)}\n{label}{_wrapped(text, chance)}\n")
        out.append(_noise(chance, second + 3, ("[Music]", "(applause)", "[LAUGHTER]")))
    return Written(_ended("\n".join(out), chance), "vtt", tuple(said))


def teams(turns: Sequence[Turn], chance: random.Random) -> Written:
    """`<v Name>text</v>`, now and then not closed or with a class, cues with a long name."""
    out, said = ["WEBVTT\n"], []
    for n, (turn, text, second, _) in enumerate(_cues(turns, chance)):
        said.append(Said(turn.talker.name, text))
        tag = chance.choice(("v", "v", "v.loud.first"))
        close = chance.choice(("</v>", "</v>", ""))
        name = html.escape(turn.talker.name, quote=False)
        words = html.escape(_wrapped(text, chance), quote=False)
        head = chance.choice((f"6e9c31f0-{n}/12-0\n", ""))
        out.append(f"{head}{_times(second)}\n<{tag} {name}>{words}{close}\n")
    return Written(_ended("\n".join(out), chance), "vtt", tuple(said))


def voices(turns: Sequence[Turn], chance: random.Random) -> Written:
    """Two voices in one cue, and times without hours."""
    out = ["WEBVTT\n\nNOTE made by hand\n"]
    said: list[Said] = []
    cues = list(_cues(turns, chance))
    for pair in (cues[at : at + 2] for at in range(0, len(cues), 2)):
        said += (Said(turn.talker.name, text) for turn, text, _, _ in pair)
        lines = (
            f"<v {turn.talker.name}>{html.escape(text, quote=False)}" for turn, text, _, _ in pair
        )
        second = pair[0][2]
        times = f"{clock(second * 1000)[3:]} --> {clock(second * 1000 + 900)[3:]}"
        out.append(f"{times} line:0 align:start\n" + "\n".join(lines) + "\n")
    return Written(_ended("\n".join(out), chance), "vtt", tuple(said))


def webex(turns: Sequence[Turn], chance: random.Random) -> Written:
    """The name in the number's line; of whoever rings up, it is empty."""
    out, said = ["WEBVTT\n"], []
    for n, (turn, text, second, _) in enumerate(_cues(turns, chance), 1):
        known = chance.random() > 0.1
        name = turn.talker.name if known else ""
        said.append(Said(name or "", text))
        out.append(f'{n} "{name}" ({3_000_000 + n % 5})\n{_times(second)}\n{text}\n')
    return Written(_ended("\n".join(out), chance), "vtt", tuple(said))


def meet(turns: Sequence[Turn], chance: random.Random) -> Written:
    """The name in brackets on the line above the words."""
    out, said = [], []
    for n, (turn, text, second, _) in enumerate(_cues(turns, chance), 1):
        said.append(Said(turn.talker.name, text))
        out.append(f"{n}\n{_times(second, ',')}\n({turn.talker.name})\n{_wrapped(text, chance)}\n")
    return Written(_ended("\n".join(out), chance), "srt", tuple(said))


def youtube(turns: Sequence[Turn], chance: random.Random) -> Written:
    """Rolling captions with the times of words: every line is shown three times."""
    out = ["WEBVTT\nKind: captions\nLanguage: en\n"]
    said: list[Said] = []
    above = " "
    for _, text, second, _ in _cues(turns, chance):
        said.append(Said(None, text))
        first, *rest = html.escape(text, quote=False).split()
        start, end = second * 1000, second * 1000 + 1990
        timed = "".join(f"<{clock(start + 9 * n)}><c> {w}</c>" for n, w in enumerate(rest, 1))
        whole = " ".join((first, *rest))
        place = " align:start position:0%"
        out.append(f"{clock(start)} --> {clock(end)}{place}\n{above}\n{first}{timed}\n")
        out.append(f"{clock(end)} --> {clock(end + 10)}{place}\n{whole}\n \n")
        above = whole
    return Written("\n".join(out).encode(), "vtt", tuple(said))


def rolled(turns: Sequence[Turn], chance: random.Random) -> Written:
    """Rolling captions turned into SubRip, which loses the times of words."""
    out, said, above, n = [], [], "", 0
    for _, text, second, _ in _cues(turns, chance):
        said.append(Said(None, text))
        start, end = second * 1000, second * 1000 + 1990
        shown = f"{above}\n{text}" if above else text
        for times, lines in (((start, end), shown), ((end, end + 10), text)):
            n += 1
            out.append(f"{n}\n{clock(times[0], ',')} --> {clock(times[1], ',')}\n{lines}\n")
        above = text
    return Written(_ended("\n".join(out), chance), "srt", tuple(said))


def subrip(turns: Sequence[Turn], chance: random.Random) -> Written:
    """Tags, numbers that are missing, and a space or no line between cues."""
    out, said = [], []
    for n, (_, text, second, _) in enumerate(_cues(turns, chance), 1):
        said.append(Said(None, text))
        words = chance.choice(
            (text, f"<i>{text}</i>", f'<font color="#fff">{text}</font>', f"{{\\an8}}{text}")
        )
        number = f"{n}\n" if chance.random() > 0.2 else ""
        times = _times(second, chance.choice((",", ",", ".")))
        out.append(f"{number}{times}\n{_wrapped(words, chance) if words == text else words}\n")
    return Written(_ended("\n".join(out), chance), "srt", tuple(said))


def subrip_named(turns: Sequence[Turn], chance: random.Random) -> Written:
    """SubRip with `Name: text`."""
    out, said = [], []
    for n, (turn, text, second, _) in enumerate(_cues(turns, chance), 1):
        said.append(Said(turn.talker.name, text))
        out.append(f"{n}\n{_times(second, ',')}\n{turn.talker.name}: {_wrapped(text, chance)}\n")
    return Written(_ended("\n".join(out), chance), "srt", tuple(said))


def subviewer(turns: Sequence[Turn], chance: random.Random) -> Written:
    """`.sbv`, as YouTube Studio hands it out."""
    out, said = [], []
    for _, text, second, _ in _cues(turns, chance):
        said.append(Said(None, text))
        times = f"{clock(second * 1000)[1:]},{clock(second * 1000 + 1990)[1:]}"
        out.append(f"{times}\n{_wrapped(text, chance)}\n")
    return Written(_ended("\n".join(out), chance), "txt", tuple(said))


def beside(turns: Sequence[Turn], chance: random.Random) -> Written:
    """`[00:13] text`, copied from a player."""
    cues = list(_cues(turns, chance))
    lines = (f"[{second // 60:02}:{second % 60:02}] {text}\n" for _, text, second, _ in cues)
    said = (Said(None, text) for _, text, _, _ in cues)
    return Written(_ended("".join(lines), chance), "txt", tuple(said))


def under(turns: Sequence[Turn], chance: random.Random) -> Written:
    """A time on a line and the text on the next, with the time in words for those who hear."""
    cues = list(_cues(turns, chance))
    told = chance.random() < 0.5
    out = []
    for _, text, second, _ in cues:
        spoken = ", ".join(
            f"{many} {unit}s" if many != 1 else f"1 {unit}"
            for many, unit in ((second // 60, "minute"), (second % 60, "second"))
            if many or (not second and unit == "second")
        )
        out.append(f"{short(second)}\n" + (f"{spoken}\n" if told else "") + f"{text}\n")
    said = (Said(None, text) for _, text, _, _ in cues)
    return Written(_ended("".join(out), chance), "txt", tuple(said))


def _headed(head: str) -> Writer:
    """A writer of turns under a head that is made of name, time and words."""

    def written(turns: Sequence[Turn], chance: random.Random) -> Written:
        out, said = [], []
        for turn in turns:
            name = turn.talker.name
            words, long = " ".join(turn.said), clock(turn.start * 1000)[:8]
            said.append(Said(name, words))
            out.append(head.format(name=name, short=short(turn.start), long=long, words=words))
        return Written(_ended("\n".join(out), chance), "txt", tuple(said))

    return written


CAPTIONS: dict[str, Writer] = {
    "Zoom `Name: text`": zoom,
    "Zoom `Name (Org): text`": zoom_org,
    "a name where a turn opens": opened,
    "`>> NAME:` typed": changes,
    "Teams `<v Name>`": teams,
    "two voices in a cue": voices,
    "Webex": webex,
    "Google Meet": meet,
    "YouTube, word times": youtube,
    "YouTube, as SubRip": rolled,
    "SubRip, tags": subrip,
    "SubRip `Name: text`": subrip_named,
    "YouTube Studio `.sbv`": subviewer,
    "player, time beside": beside,
    "player, time above": under,
    "`Name  0:07` above": _headed("{name}  {short}\n{words}\n"),
    "`[05:41] - **Name**` above": _headed("[{long}] - **{name}**\n\n{words}\n"),
    "`Name: 00:04:26` above": _headed("{name}: {long}\n{words}\n"),
    "`Name (00:07): text`": _headed("{name} ({short}): {words}\n"),
    "`Name: text`, no times": _headed("{name}: {words}\n"),
}
