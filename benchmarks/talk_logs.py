"""Talks written as logs of IRC by the usual clients, with joins, actions and changes of nick."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from talks import Said, Turn, Written

_START = datetime(2031, 5, 6, 17, 2, tzinfo=UTC)
_DOES = ("waves", "thinks that the gate leaks", "is away: lunch", "likes tea, too")
_TOPICS = ("#topic Fees", "#action Bo to ask the board", "#info It is low tide")
_BOT = (
    "Meeting started Tue May  6 17:02:00 2031 UTC.  The chair is ana.",
    "Useful Commands: #action #agreed #help #info #idea #link #topic.",
)
_WHO = "kai (~kai@quay.example)"


@dataclass(frozen=True, slots=True)
class Client:
    """How a client writes what is said and done, that a nick changes, and its own notices."""

    said: str
    done: str = ""
    renamed: str = ""
    notices: tuple[str, ...] = ()
    head: str = ""
    bots: bool = True

    def write(self, turns: Sequence[Turn], chance: random.Random) -> Written:
        """A talk as this client keeps it."""
        nicks = {turn.talker: turn.talker.nick for turn in turns}
        out: list[str] = [self.head] if self.head else []
        said: list[Said] = []
        for n, turn in enumerate(turns):
            nick, stamps = nicks[turn.talker], _stamps(_START + timedelta(seconds=turn.start))
            text = chance.choice(_TOPICS) if chance.random() < 0.05 else turn.said[0]
            form = self.said
            if self.done and chance.random() < 0.1:
                form, text = self.done, chance.choice(_DOES)
            out.append(form.format(nick=nick, text=text, **stamps))
            said.append(Said(nick if "{nick}" in form else None, text))
            if self.notices and chance.random() < 0.15:
                out.append(chance.choice(self.notices).format(who=_WHO, **stamps))
            if self.bots and chance.random() < 0.05:
                out.append(self.said.format(nick="MeetBot", text=chance.choice(_BOT), **stamps))
            if self.renamed and chance.random() < 0.05:
                nicks[turn.talker] = new = f"{turn.talker.nick[:6]}{n}"
                out.append(self.renamed.format(old=nick, new=new, **stamps))
        data = "\n".join((*out, "")).encode()
        return Written(data, "chat", tuple(said))


def _stamps(at: datetime) -> dict[str, str]:
    return {
        "hm": f"{at:%H:%M}",
        "hms": f"{at:%H:%M:%S}",
        "half": f"{int(f'{at:%I}')}:{at:%M:%S} {at:%p}",
        "am": f"{at:%I:%M%p}".lower(),
        "iso": f"{at:%Y-%m-%dT%H:%M:%S}.263Z",
        "day": f"{at:%Y-%m-%d %H:%M:%S}",
        "month": f"{at:%b %d %H:%M:%S}",
        "epoch": f"{int(at.timestamp())}",
    }


_CLIENTS = {
    "irssi": Client(
        "{hm} < {nick}> {text}",
        "{hm}  * {nick} {text}",
        "{hm} -!- {old} is now known as {new}",
        (
            "{hm} -!- kai [~kai@quay.example] has joined #quay",
            "{hm} -!- kai [~kai@quay.example] has quit [Ping timeout: 256 seconds]",
            "{hm} -!- mode/#quay [+o kai] by ChanServ",
        ),
        "--- Log opened Tue May 06 17:00:00 2031",
    ),
    "WeeChat": Client(
        "{day}\t{nick}\t{text}",
        "{day}\t *\t{nick} {text}",
        "{day}\t--\t{old} is now known as {new}",
        ("{day}\t-->\t{who} has joined #quay", "{day}\t<--\t{who} has quit (Quit: bye)"),
    ),
    "XChat": Client(
        "{month} <{nick}>\t{text}",
        "{month} *\t{nick} {text}",
        "{month} *\t{old} is now known as {new}",
        ("{month} *\t{who} has joined #quay", "{month} *\tkai has quit (Remote host closed)"),
        "**** BEGIN LOGGING AT Tue May  6 17:00:00 2031\n",
    ),
    "mIRC": Client(
        "[{hm}] <@{nick}> {text}",
        "[{hm}] * {nick} {text}",
        "[{hm}] * {old} is now known as {new}",
        ("[{hm}] * {who} has joined #quay", "[{hm}] * kai sets mode: +o ana"),
        "Session Start: Tue May 06 17:00:00 2031",
    ),
    "ZNC": Client(
        "[{hms}] <{nick}> {text}",
        "[{hms}] * {nick} {text}",
        "[{hms}] *** {old} is now known as {new}",
        ("[{hms}] *** Joins: {who}", "[{hms}] *** Quits: {who} (Quit: bye)"),
    ),
    "eggdrop": Client(
        "[{hm}] <{nick}> {text}",
        "[{hm}] Action: {nick} {text}",
        "[{hm}] Nick change: {old} -> {new}",
        ("[{hm}] {who} joined #quay.", "[{hm}] {who} left irc: Ping timeout"),
    ),
    "Pidgin": Client(
        "({half}) {nick}: {text}",
        "({half}) ***{nick} {text}",
        "({half}) {old} is now known as {new}",
        ("({half}) kai entered the room.", "({half}) kai left the room (quit: bye)."),
    ),
    "Colloquy": Client("[{am}] {nick}:\n{text}", bots=False),
    "Textual": Client(
        "[{iso}] <{nick}> {text}",
        "[{iso}] • {nick} {text}",
        "[{iso}] {old} is now known as {new}",
        ("[{iso}] {who} joined the channel", "[{iso}] {who} left IRC (bye)"),
    ),
    "CCG": Client("[{iso}]\t<{nick}>\t{text}"),
    "RRSAgent": Client(
        "{hms} [{nick}] {text}",
        "{hms} * {nick} {text}",
        notices=("{hms} [kai] kai has joined #quay",),
    ),
    "RRSAgent, text below": Client("{hms} [{nick}]\n{text}"),
    "epoch": Client("T {epoch} <{nick}> {text}"),
    "Markdown": Client("**\\<{nick}\\>** {text}  "),
    "escaped": Client("{hm} &lt;{nick}&gt; {text}"),
    "nick eaten": Client("[{hm}] {text}", bots=False),
}

LOGS: dict[str, Callable[[Sequence[Turn], random.Random], Written]] = {
    f"IRC, {name}": client.write for name, client in _CLIENTS.items()
}
