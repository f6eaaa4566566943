"""What holds for any transcript or chat in any flavour: no word lost, none twice, none invented."""

import json
import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.extract.moments import Clock
from pipeline.extract.offices import Offices
from pipeline.extract.record import empty_record
from pipeline.extract.utterances import read_utterances
from pipeline.readers.spoken import read_chat, read_transcript

NAMES = ["Ana Lima", "Bo Ek (Quay)", "Łucja van Dam", "stokes"]
# words get a number of their own, so that each can be found again
SHAPES = st.sampled_from(
    ["{}", "{},", "{}?", "{}.", "“{}”", "{}:", "‘{}", "{} 👍", "é{}", "港{}", "so ({})"]
)
SAID = st.tuples(st.integers(0, 3), st.lists(SHAPES, min_size=1, max_size=9))
NOISE = st.sampled_from(["bot", "reaction", "join", "private", "note"])
SESSIONS = st.lists(st.one_of(SAID, SAID, SAID, NOISE), min_size=1, max_size=12)


def clock(seconds, mark="."):
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"


def times(n, mark="."):
    return f"{clock(n * 4, mark)} --> {clock(n * 4 + 4, mark)}"


def fields(n, part):
    """What the templates below may say of the part `n`."""
    who, said = ("", "") if isinstance(part, str) else part
    return {
        "n": n,
        "mm": f"{n:02}",
        "who": who,
        "name": who.split(" (")[0],
        "nick": who.partition(" ")[0],
        "said": said,
        "wrapped": said.replace(" ", "\n", 1),
        "times": times(n),
        "commas": times(n, ","),
    }


def lines(message, noise=None, head=""):
    """A writer of files in which each part is `message`, or the `noise` of its kind."""

    def written(parts):
        texts = [
            ((noise or {}).get(part, "") if isinstance(part, str) else message).format(
                **fields(n, part)
            )
            for n, part in enumerate(parts)
        ]
        return head + "".join(texts)

    return written


def vtt(cue, noise):
    return lines(f"{cue}\n\n", {kind: f"{text}\n\n" for kind, text in noise.items()}, "WEBVTT\n\n")


VTT_NOISE = {"note": "NOTE\nnothing said", "join": "{times}\nAna has joined the meeting"}
LABELLED_NOISE = {**VTT_NOISE, "bot": "{times}\nAna's Notetaker: nothing said"}


def rolling(parts):
    """The cues of YouTube: what was said last is shown again, then once more by a filler."""
    source, before, at = "WEBVTT\nKind: captions\nLanguage: en\n\n", " ", 0
    for part in parts:
        if isinstance(part, str):
            continue
        first, *rest = part[1].split()
        new = first + "".join(f"<{clock(at)}><c> {word}</c>" for word in rest)
        source += f"{clock(at)} --> {clock(at + 4)}\n{before}\n{new}\n\n"
        source += f"{clock(at + 4)} --> {clock(at + 4)[:-1]}9\n{part[1]}\n \n\n"
        before, at = part[1], at + 5
    return source


ZOOM_NOISE = {
    "reaction": '00:30:00\tAna Lima:\tReacted to "w0" with 👍\n',
    "private": "00:30:00\tBo to Ana (Direct Message):\tnothing said\n",
    "bot": "00:30:00\tread.ai meeting notes:\tnothing\n\nsaid?\n",
}
SAVED_NOISE = {
    "reaction": '17:30:00 From Ana to Everyone:\n\tHat auf "w0" mit 👍 reagiert\n',
    "private": "17:30:00 From Bo to Ana (Direct Message):\n\tnothing\n\n\tsaid\n",
}
IRC_NOISE = {
    "join": "18:30 -!- nothing [said@x.org] has joined #quay\n",
    "note": "18:30 <MeetBot> Meeting ended Tue May 6 18:30:00 2031 UTC.\n",
}


def actions(parts):
    return "".join(
        json.dumps(
            {"replayChatItemAction": {"actions": [{"clickTrackingParams": "said"}]}}
            if isinstance(part, str)
            else {
                "replayChatItemAction": {
                    "actions": [
                        {
                            "addChatItemAction": {
                                "item": {
                                    "liveChatTextMessageRenderer": {
                                        "message": {"runs": [{"text": part[1]}]},
                                        "authorName": {"simpleText": part[0]},
                                    }
                                }
                            }
                        }
                    ],
                    "videoOffsetTimeMsec": str(n * 1000),
                }
            },
            ensure_ascii=n % 2 == 0,
        )
        + "\n"
        for n, part in enumerate(parts)
    )


def slack(parts):
    said = [
        {"type": "message", "subtype": "channel_join", "text": "nothing", "ts": "1"}
        if isinstance(part, str)
        else {"type": "message", "user": part[0], "text": part[1], "ts": f"193577509{n}.0"}
        for n, part in enumerate(parts)
    ]
    return json.dumps(said, indent=4)


def discord(parts):
    said = [
        {"id": str(n), "type": "Default", "content": part[1], "author": {"name": part[0]}}
        for n, part in enumerate(parts)
        if not isinstance(part, str)
    ]
    return json.dumps({"guild": {}, "messages": said}, indent=2)


TRANSCRIPTS = {
    "Zoom": ("vtt", vtt("{n}\n{times}\n{who}: {said}", LABELLED_NOISE)),
    "Teams": ("vtt", vtt("{times}\n<v {who}>{said}</v>", VTT_NOISE)),
    "nobody named": ("vtt", vtt("{times}\n{said}", VTT_NOISE)),
    "two lines": ("vtt", vtt("{times}\n{wrapped}", VTT_NOISE)),
    "YouTube": ("vtt", rolling),
    "SRT": ("srt", lines("{n}\n{commas}\n{said}\n\n")),
    "player, beside": ("txt", lines("[00:{mm}] {said}\n")),
    "player, under": ("txt", lines("0:{mm}\n{said}\n")),
    "names and times": ("txt", lines("{name}  {n}:07\n{said}\n\n")),
    "names": ("txt", lines("{who}: {said}\n\n")),
}
CHATS = {
    "Zoom, cloud": lines("00:{mm}:00\t{who}:\t{said}\n", ZOOM_NOISE),
    "Zoom, saved": lines("17:{mm}:00\t From {who} : {said}\n"),
    "Zoom, new": lines("17:{mm}:00 {who}:\t{said}\n"),
    "Zoom, to everyone": lines("17:{mm}:00 From {who} to Everyone:\n\t{said}\n", SAVED_NOISE),
    "YouTube": actions,
    "YouTube, copied": lines("[00:{mm}:00] [@{who}]: {said}\n"),
    "IRC": lines("18:{mm} <{who}> {said}\n", IRC_NOISE),
    "IRC, seconds": lines("[18:{mm}:09] <{nick}> {said}\n", IRC_NOISE),
    "IRC, half days": lines("(6:{mm}:03 PM) {nick}: {said}\n"),
    "IRC, next line": lines("[09:{mm}am] {nick}:\n{said}\n"),
    "IRC, Markdown": lines("**\\<{who}\\>** {said}  \n"),
    "Slack": slack,
    "Discord": discord,
}
READERS = {
    **{f"transcript: {name}": (suffix, write) for name, (suffix, write) in TRANSCRIPTS.items()},
    **{f"chat: {name}": ("chat", write) for name, write in CHATS.items()},
}


def words(text):
    return re.findall(r"w\d+", text)


def numbered(parts):
    """The parts with a number for each word, and all words in order."""
    count, out = 0, []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        who, shapes = part
        shaped = (shape.format(f"w{n}") for n, shape in enumerate(shapes, count))
        out.append((NAMES[who], " ".join(shaped)))
        count += len(shapes)
    return out, [f"w{n}" for n in range(count)]


@pytest.mark.parametrize("flavour", READERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=SESSIONS)
def test_no_word_is_lost_none_is_twice_none_is_invented(flavour, parts):
    parts, expected = numbered(parts)
    if not expected:
        return
    suffix, write = READERS[flavour]
    data = write(parts).encode()
    document = read_chat(data) if suffix == "chat" else read_transcript(data, suffix)
    said = read_utterances(
        "2031-05-06/x",
        document,
        Offices.of(empty_record()),
        Clock(date(2031, 5, 6), ZoneInfo("UTC")),
    )
    text = " ".join(utterance.text for utterance in said.utterances)
    assert words(text) == expected
    assert "said" not in text
    assert not document.set_aside
    assert [use.line_start for use in said.uses] == [
        1, *(use.line_end + 1 for use in said.uses[:-1])
    ]  # fmt: skip
    assert said.uses[-1].line_end == len(document.lines)
    for utterance in said.utterances:
        for piece in utterance.pieces:
            source = " ".join(document.lines[piece.line_start - 1 : piece.line_end])
            assert set(words(piece.text.text)) <= set(words(source))
