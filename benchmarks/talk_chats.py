"""Talks written as chats by every program that is known to keep some."""

import html
import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from talks import Said, Turn, Written

Writer = Callable[[Sequence[Turn], random.Random], Written]
#: How a message is headed, by a name and a moment.
Head = Callable[[str, datetime], str]

_START = datetime(2031, 5, 6, 17, 2, tzinfo=UTC)
_REACTIONS = (
    'Reacted to "{quoted}" with 👍',
    'Removed a 👍 reaction from "{quoted}"',
    'Hat auf "{quoted}" mit 👍 reagiert',
    'A réagi à "{quoted}" avec 👍',
    'Heeft gereageerd op "{quoted}" met 👍',
    "Reageret på “{quoted}” med 😂",
)
_HUSHED = "hush hush nobody may know"


def _at(turn: Turn) -> datetime:
    return _START + timedelta(seconds=turn.start)


def _ended(text: str, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig"))
    return text.replace("\n", chance.choice(("\n", "\n", "\r\n"))).encode(encoding)


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) < 20 else flat[:20] + "..."


def _body(turn: Turn, before: str, chance: random.Random) -> tuple[str, str]:
    """What a message of a call's chat says, and what is written above it: whom it answers."""
    text = turn.said[0]
    if chance.random() < 0.1:
        text += "\nand once more, on a line of its own"
    if before and chance.random() < 0.15:
        words = chance.choice(("Replying to", "Antwort auf", "En réponse à"))
        return text, f'{words} "{_quoted(before)}"\n\n'
    return text, ""


def _call(
    head: Head, indent: str = "", secret: Head | None = None, *, everyone: bool = True
) -> Writer:
    """A writer of the chat beside a call: replies, reactions, bots, and what is private.

    Where heads do not name everyone, nobody is called `Access to Water`: a line that may be
    private is taken for private.
    """

    def written(turns: Sequence[Turn], chance: random.Random) -> Written:
        out, said, before = [], [], ""
        for turn in turns:
            if " to " in turn.talker.name and not everyone:
                continue
            name, at = turn.talker.name, _at(turn)
            text, reply = _body(turn, before, chance)
            said.append(Said(name, text))
            out.append(_message(head(name, at), reply + text, indent))
            before = text
            chosen = chance.random()
            if chosen < 0.15:
                reaction = chance.choice(_REACTIONS).format(quoted=_quoted(text))
                out.append(_message(head("Bo", at), reaction, indent))
            elif chosen < 0.2 and secret:
                out.append(_message(secret("Bo", at), f"{_HUSHED}\n{_HUSHED}", indent))
            elif chosen < 0.23:
                bot = "I join to take notes.\n\nSay stop?"
                out.append(_message(head("read.ai meeting notes", at), bot, indent))
        return Written(_ended("".join(out), chance), "chat", tuple(said))

    return written


def _message(head: str, text: str, indent: str) -> str:
    return head + indent + text.replace("\n", f"\n{indent}") + "\n"


def _cloud(name: str, at: datetime) -> str:
    since = (at - _START).seconds
    return f"{since // 3600:02}:{since // 60 % 60:02}:{since % 60:02}\t{name}:\t"


def _dated(turns: Sequence[Turn], chance: random.Random) -> Written:
    """Heads with a day; who feels what about a message stands below it."""
    out, said, before = [], [], ""
    for turn in turns:
        name, at = turn.talker.name, f"{_at(turn):%Y-%m-%d %H:%M:%S}"
        text, reply = _body(turn, before, chance)
        said.append(Said(name, text))
        if chance.random() < 0.1:
            out.append(f"{at} From Bo to Ana (Direct Message):\n\t{_HUSHED}\n\t\n")
        felt = chance.choice(("", "", "", "\n\tBo Ek:❤️", "\n\tAna | Quay, Kai:👍\n\tstokes:➕"))
        body = (reply.replace("\n\n", ":\n") + text).replace("\n", "\n\t") + felt
        out.append(f"{at} From {name} to Everyone:\n\t{body}\n\t\n")
        before = text
    return Written(_ended("".join(out), chance), "chat", tuple(said))


def _youtube(turns: Sequence[Turn], chance: random.Random) -> Written:
    """`live_chat.json`: texts in runs, paid messages, pictures, and actions that say nothing."""
    out, said = [], []
    for turn in turns:
        text = turn.said[0]
        kind = chance.choice(("Text", "Text", "Paid"))
        first, space, rest = text.partition(" ")
        runs: list[dict[str, object]] = [{"text": first + space}]
        if rest:
            runs.append({"text": rest})
        if chance.random() < 0.1:
            runs.append({"emoji": {"emojiId": "🌊", "shortcuts": [":wave:"]}})
            text += "🌊"
        renderer = {
            "message": {"runs": runs},
            "authorName": {"simpleText": turn.talker.name},
            "timestampUsec": str(int(_at(turn).timestamp() * 1e6)),
        }
        said.append(Said(turn.talker.name, text))
        item = {f"liveChat{kind}MessageRenderer": renderer}
        actions: list[dict[str, object]] = [{"addChatItemAction": {"item": item}}]
        if kind == "Paid":
            ticker = {"liveChatTickerPaidMessageItemRenderer": {"showItemEndpoint": item}}
            actions.append({"addLiveChatTickerItemAction": {"item": ticker}})
        value = {"actions": actions, "videoOffsetTimeMsec": str(turn.start * 1000)}
        out.append(json.dumps({"replayChatItemAction": value}, ensure_ascii=chance.random() < 0.5))
        if chance.random() < 0.1:
            silent = {"actions": [{"clickTrackingParams": "x"}]}
            out.append(json.dumps({"replayChatItemAction": silent}))
    return Written(("\n".join(out) + "\n").encode(), "chat", tuple(said))


def _copied(turns: Sequence[Turn], chance: random.Random) -> Written:
    """`[HH:MM:SS] [@handle]: text`, copied from a player."""
    out, said = [], []
    for turn in turns:
        handle = f"@{turn.talker.nick}"
        said.append(Said(handle, turn.said[0]))
        out.append(f"[00:{turn.start // 60:02}:{turn.start % 60:02}] [{handle}]: {turn.said[0]}\n")
    return Written(_ended("".join(out), chance), "chat", tuple(said))


def _slack(turns: Sequence[Turn], chance: random.Random) -> Written:
    """A list of messages; who writes is an id, with a name beside it now and then."""
    ids = {talker: f"U0{n}QUAY" for n, talker in enumerate({turn.talker: 0 for turn in turns})}
    out: list[dict[str, object]] = []
    said: list[Said] = []
    named = set()
    for turn in turns:
        name, text = turn.talker.name, turn.said[0]
        message: dict[str, object] = {
            "type": "message",
            "user": ids[turn.talker],
            "text": html.escape(text, quote=False),
            "ts": f"{_at(turn).timestamp():.6f}",
        }
        if turn.talker not in named or chance.random() < 0.5:
            named.add(turn.talker)
            message |= {"user_profile": {"real_name": name, "display_name": turn.talker.nick}}
        said.append(Said(name, text))
        out.append(message)
        if chance.random() < 0.1:
            joined = "<@U0KAI> has joined the channel"
            out.append(message | {"subtype": "channel_join", "text": joined})
    data = json.dumps(out, indent=chance.choice((None, 4)), ensure_ascii=chance.random() < 0.5)
    return Written(data.encode(), "chat", tuple(said))


def _discord(turns: Sequence[Turn], chance: random.Random) -> Written:
    """The usual exporter's JSON: replies are messages, pins and joins are none."""
    out: list[dict[str, object]] = []
    for n, turn in enumerate(turns):
        author = {"id": str(n), "name": turn.talker.nick, "nickname": turn.talker.name}
        kind = chance.choice(("Default", "Default", "Reply"))
        message: dict[str, object] = {
            "id": str(n),
            "type": kind,
            "timestamp": _at(turn).isoformat(),
            "author": author,
        }
        out.append(message | {"content": turn.said[0]})
        if chance.random() < 0.1:
            out.append(message | {"type": "ChannelPinnedMessage", "content": "Pinned a message."})
    value = {"guild": {"name": "Quay"}, "channel": {"type": "GuildTextChat"}, "messages": out}
    said = tuple(Said(turn.talker.name, turn.said[0]) for turn in turns)
    return Written(json.dumps(value, indent=2, ensure_ascii=False).encode(), "chat", said)


def _discord_text(turns: Sequence[Turn], chance: random.Random) -> Written:
    """The same exporter's plain text; reactions and files stand below a message."""
    drawn = "=" * 62
    out = [f"{drawn}\nGuild: Quay\nChannel: Calls / public\n{drawn}\n\n"]
    for turn in turns:
        added = "\n{Reactions}\n👍 (2)\n" if chance.random() < 0.1 else ""
        out.append(f"[{_at(turn):%d/%m/%Y %H:%M}] {turn.talker.name}\n{turn.said[0]}\n{added}\n")
    out.append(f"{drawn}\nExported {len(turns)} message(s)\n{drawn}\n")
    said = tuple(Said(turn.talker.name, turn.said[0]) for turn in turns)
    return Written(_ended("".join(out), chance), "chat", said)


def _matrix(turns: Sequence[Turn], chance: random.Random) -> Written:
    """Element's JSON: answers quote, edits come later and count where the message stood."""
    out: list[dict[str, object]] = []
    said, before = [], None
    for n, turn in enumerate(turns):
        sender, text = f"@{turn.talker.nick}:quay.example", turn.said[0]
        event: dict[str, object] = {
            "type": "m.room.message",
            "sender": sender,
            "event_id": f"$e{n}",
        }
        event["origin_server_ts"] = int(_at(turn).timestamp() * 1000)
        if n == 0 or chance.random() < 0.1:
            shown = {"membership": "join", "displayname": turn.talker.name}
            out.append(event | {"type": "m.room.member", "event_id": f"$m{n}", "content": shown})
        quoted = f"> <{sender}> {before}\n\n" if before and chance.random() < 0.2 else ""
        out.append(event | {"content": {"msgtype": "m.text", "body": quoted + text}})
        if chance.random() < 0.1:
            text = f"{text} I mean it."
            new = {"msgtype": "m.text", "body": text}
            related = {"rel_type": "m.replace", "event_id": f"$e{n}"}
            content = {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": related}
            out.append(event | {"event_id": f"$r{n}", "content": content})
        before = turn.said[0]
        said.append((turn.talker, sender, text))
    named = {one["sender"]: one for one in out if one["type"] == "m.room.member"}
    found = tuple(Said(t.name if s in named else s, text) for t, s, text in said)
    value = {"room_name": "Quay", "messages": out}
    return Written(json.dumps(value, indent=4).encode(), "chat", found)


def _dashed(turns: Sequence[Turn], chance: random.Random) -> Written:
    """A messenger's text: day, time, a dash, a name, and what it says."""
    out, said = [], []
    for turn in turns:
        text = turn.said[0]
        if chance.random() < 0.1:
            text += "\nand once more, on a line of its own"
        said.append(Said(turn.talker.name, text))
        out.append(f"{_at(turn):%d/%m/%Y, %H:%M} - {turn.talker.name}: {text}\n")
        if chance.random() < 0.1:
            out.append(f"{_at(turn):%d/%m/%Y, %H:%M} - Kai joined using this group's link\n")
    return Written(_ended("".join(out), chance), "chat", tuple(said))


CHATS: dict[str, Writer] = {
    "Zoom `00:13:46⇥Name:⇥`": _call(
        _cloud, secret=lambda name, at: _cloud(f"{name} to Ana (Direct Message)", at)
    ),
    "Zoom `08:58:13⇥ From Name : `": _call(
        lambda name, at: f"{at:%H:%M:%S}\t From {name} : ",
        secret=lambda name, at: f"{at:%H:%M:%S}\t From {name} to Ana (Privately) : ",
        everyone=False,
    ),
    "Zoom `08:02:35 Name:⇥`": _call(lambda name, at: f"{at:%H:%M:%S} {name}:\t"),
    "Zoom `From Name to Everyone:`": _call(
        lambda name, at: f"{at:%H:%M:%S} From {name} to Everyone:\n",
        "\t",
        lambda name, at: f"{at:%H:%M:%S} From {name} to Ana Lima (Direct Message):\n",
    ),
    "Zoom `Von Name an Alle:`": _call(
        lambda name, at: f"{at:%H:%M:%S} Von {name} an Alle:\n",
        "\t",
        lambda name, at: f"{at:%H:%M:%S} Von {name} an Ana Lima (Direktnachricht):\n",
    ),
    "Zoom `2031-05-06 17:06:15 From …`": _dated,
    "YouTube `live_chat.json`": _youtube,
    "YouTube, copied": _copied,
    "Slack": _slack,
    "Discord, JSON": _discord,
    "Discord, text": _discord_text,
    "Matrix": _matrix,
    "messenger": _dashed,
}
