"""Chats in every flavour, one case a clause of how they look in the wild."""

import json
from datetime import UTC, datetime, time

import pytest

from pipeline.readers.document import UnreadableError
from pipeline.readers.spoken import read_chat
from pipeline.readers.zoom_chat import PRIVATE


def said(document):
    """(speaker, text, first line, last line) of each message."""
    return [(c.speaker, c.text.text, c.line_start, c.line_end) for c in document.cues]


def rules(document):
    return [out.rule for out in document.left_out]


ZOOM = {
    "cloud: time, tab, name, tab": (
        "00:13:46\tAna | Quay:\tgm\n00:13:50\tBo:\tWhy: so?\n",
        [("Ana | Quay", "gm", 1, 1), ("Bo", "Why: so?", 2, 2)],
    ),
    "saved: From Name : text": (
        "08:58:13\t From Ana (she/her) Quay / quay.org : Hi\n08:58:20\t From Bo : why: so\n",
        [("Ana (she/her) Quay / quay.org", "Hi", 1, 1), ("Bo", "why: so", 2, 2)],
    ),
    "time, blank, name, tab": (
        "08:02:35 Ana Lima:\tHi\n08:02:40 Bo:\tHo\n",
        [("Ana Lima", "Hi", 1, 1), ("Bo", "Ho", 2, 2)],
    ),
    "to Everyone, the body indented": (
        "17:06:15 From Ana to Everyone:\n\tHi\n\tall\n\n\tof you\n17:06:20 From  Bo  to  Everyone:\n\tHo\n",
        [("Ana", "Hi\nall\nof you", 1, 5), ("Bo", "Ho", 6, 7)],
    ),
    "to Everyone on one line": (
        "17:06:15 From Ana to Everyone : Hi : all\n",
        [("Ana", "Hi : all", 1, 1)],
    ),
    "to everyone in other languages": (
        "17:06:15 Von Ana an Alle:\n\tHi\n17:06:16 De Bo à tout le monde:\n\tHo\n",
        [("Ana", "Hi", 1, 2), ("Bo", "Ho", 3, 4)],
    ),
    "names that begin as a head does": (
        "00:13:46\tDe Silva:\tHi\n00:13:50\tDA | Quay:\tHo: a b\n",
        [("De Silva", "Hi", 1, 1), ("DA | Quay", "Ho: a b", 2, 2)],
    ),
    "a name that holds a word of the head": (
        "17:06:15 From Access to Water to Everyone:\n\tHi\n",
        [("Access to Water", "Hi", 1, 2)],
    ),
    "heads with a day, and who feels what below": (
        "2031-05-06 17:06:15 From Ana to Everyone:\n\tHi :-)\n\tBo | Quay, Cy:👍\n\tTess:❤️\n\t\n"
        "2031-05-06 17:06:20 From Bo to Everyone:\n\tthanks:-)\n\t\n",
        [("Ana", "Hi :-)", 1, 2), ("Bo", "thanks:-)", 6, 7)],
    ),
    "a body of several lines": (
        '00:18:23\tAna:\tReplying to "is it..."\n\nHere too\n00:18:24\tBo:\tHo\n',
        [("Ana", 'Replying to "is it..."\nHere too', 1, 3), ("Bo", "Ho", 4, 4)],
    ),
}


@pytest.mark.parametrize(("source", "expected"), ZOOM.values(), ids=ZOOM)
def test_zoom_layouts(source, expected):
    document = read_chat(source.encode())
    assert (document.format, said(document)) == ("zoom_chat", expected)
    assert not document.set_aside


@pytest.mark.parametrize(
    "head",
    [
        "17:06:17 From Ana to Bo (Direct Message):",
        "17:06:17 From Ana to Bo(Privately) :",
        "17:06:17 From Ana to Bo:",
        "17:06:17 From Ana to Hosts and panelists:",
        "17:06:17 Von Ana an Bo (Direktnachricht):",
        "17:06:17 De Ana à Bo (Message direct):",
        "17:06:17 De Ana para Bo (Mensagem direta):",
        "17:06:17 Kimden Ana Kime Bo (Doğrudan Mesaj):",
        "17:06:17\tAna (Direct Message):\t",
    ],
)
def test_private_messages_are_forgotten(head):
    source = f"17:06:15 From Cy to Everyone:\n\tHi\n{head}\n\tthe secret\n\n\tand more\n17:06:19 From Cy to Everyone:\n\tHo\n"
    document = read_chat(source.encode())
    assert [c.text.text for c in document.cues] == ["Hi", "Ho"]
    if "Kimden" in head:  # nobody can tell: it is set aside, not taken for Cy's
        assert [(a.line_start, a.line_end) for a in document.set_aside] == [(3, 4), (6, 6)]
        return
    assert [(o.rule, o.line_start, o.line_end) for o in document.left_out] == [
        ("private_message", 3, 6)
    ]
    assert "secret" not in repr(document)
    assert document.lines[2:6] == (PRIVATE, PRIVATE, "", PRIVATE)


def test_a_head_with_a_day_tells_the_moment():
    source = "2031-05-06 17:06:15 From Ana to Everyone:\n\tHi\n\tBo:👍\n"
    document = read_chat(source.encode())
    assert document.cues[0].sent_at == datetime.fromisoformat("2031-05-06T17:06:15")
    assert [(o.rule, o.line_start) for o in document.left_out] == [("reaction", 3)]


def test_times_of_a_cloud_chat_are_of_the_recording_and_late_ones_of_the_day():
    early = read_chat(b"00:13:46\tAna:\tgm\n25:00:00\tBo:\tgn\n").cues
    assert [(c.start_ms, c.clock) for c in early] == [(826_000, None), (90_000_000, None)]
    late = read_chat(b"18:13:46\tAna:\tgm\n").cues
    assert [(c.start_ms, c.clock) for c in late] == [(None, time(18, 13, 46))]
    broken = read_chat(b"18:13:46\tAna:\tgm\n18:99:00\tBo:\tgn\n")
    assert [(a.reason, a.line_start) for a in broken.set_aside] == [("broken_time", 2)]


YOUTUBE = {
    "one action a line, words and pictures": (
        [
            {
                "replayChatItemAction": {
                    "actions": [
                        {
                            "addChatItemAction": {
                                "item": {
                                    "liveChatTextMessageRenderer": {
                                        "message": {
                                            "runs": [
                                                {"text": "Hi "},
                                                {"emoji": {"emojiId": "👋"}},
                                                {
                                                    "emoji": {
                                                        "emojiId": "UC/x",
                                                        "shortcuts": [":quay:"],
                                                    }
                                                },
                                            ]
                                        },
                                        "authorName": {"simpleText": "@ana"},
                                        "timestampUsec": "1935775096000000",
                                    }
                                }
                            }
                        }
                    ],
                    "videoOffsetTimeMsec": "61000",
                }
            },
            {
                "clickTrackingParams": "x",
                "replayChatItemAction": {"actions": [{"addBannerCommand": {}}]},
            },
        ],
        [("@ana", "Hi 👋:quay:", 1, 1)],
    ),
    "super chats": (
        [
            {
                "addChatItemAction": {
                    "item": {
                        "liveChatPaidMessageRenderer": {
                            "message": {"simpleText": "Why?"},
                            "authorName": {"simpleText": "Bo"},
                            "purchaseAmountText": {"simpleText": "$5"},
                        }
                    }
                },
                "videoOffsetTimeMsec": 5,
            }
        ],
        [("Bo", "Why?", 1, 1)],
    ),
}


@pytest.mark.parametrize(("actions", "expected"), YOUTUBE.values(), ids=YOUTUBE)
def test_youtube_live_chat(actions, expected):
    data = "\n".join(json.dumps(action) for action in actions).encode()
    document = read_chat(data)
    assert (document.format, said(document)) == ("youtube_chat", expected)
    assert document.cues[0].start_ms in (61_000, 5)


def test_youtube_moments():
    data = json.dumps(YOUTUBE["one action a line, words and pictures"][0][0]).encode()
    assert read_chat(data).cues[0].sent_at == datetime(2031, 5, 5, 19, 18, 16, tzinfo=UTC)


def test_a_pretty_list_of_actions_has_places_too():
    action = YOUTUBE["super chats"][0][0]
    data = json.dumps({"continuation": {"actions": [action, action]}}, indent=2)
    document = read_chat(data.encode())
    lines = data.split("\n")
    first, second = document.cues
    assert lines[first.line_start - 1].strip() == "{"
    assert lines[first.line_end - 1].strip() == "},"
    assert second.line_start == first.line_end + 1
    assert rules(document) == ["json_frame", "json_frame"]


def test_youtube_lines_copied_from_a_player():
    document = read_chat(b"[00:01:05] [@ana]: Hi\nall\n[-0:05] [Bo [m]]: Ho\n[0:09] [Cy]:\n")
    assert document.format == "youtube_chat"
    assert said(document) == [("@ana", "Hi\nall", 1, 2), ("Bo [m]", "Ho", 3, 3)]
    assert [c.start_ms for c in document.cues] == [65_000, -5_000]
    assert rules(document) == ["empty_message"]


IRC = {
    "[18:09:09] <nick>": ("[18:09:09] <ana> Hi\n", [("ana", "Hi", 1, 1)]),
    "18:09 <nick>, with a sign of rank": (
        "18:09 <@ana> Hi\n18:10 < bo> Ho\n",
        [("ana", "Hi", 1, 1), ("bo", "Ho", 2, 2)],
    ),
    "(6:44:03 PM) nick:": ("(6:44:03 PM) ana: Why: so?\n", [("ana", "Why: so?", 1, 1)]),
    "[09:52am] nick: with the text on the next line": (
        "[09:52am] ana:\nHi\nall\n[09:53am] bo:\nHo\n",
        [("ana", "Hi\nall", 1, 3), ("bo", "Ho", 4, 5)],
    ),
    "**\\<nick\\>**": (
        "---\ntitle: Log\n---\n\n**\\<sgp\\_\\>** Hi  \n**\\<bo\\>** Ho\n",
        [("sgp_", "Hi", 5, 5), ("bo", "Ho", 6, 6)],
    ),
    "T and seconds": (
        "T 1935775096 18<ana>\tHi\nT 1935775099 <bo>\tHo\n".replace("18<", "\x0318<"),
        [("ana", "Hi", 1, 1), ("bo", "Ho", 2, 2)],
    ),
    "a moment, tabs": ("[2031-05-06T18:09:09.263Z]\t<Ana_L>\tHi\n", [("Ana_L", "Hi", 1, 1)]),
    "day and tab": (
        "2031-05-06 18:09:09\tana\tHi\n2031-05-06 18:09:10\t@bo\tHo\n",
        [("ana", "Hi", 1, 1), ("bo", "Ho", 2, 2)],
    ),
    "actions, by star or dash": (
        "18:09 <ana> Hi\n18:09 * bo waves\n18:10 — cy nods\n",
        [("ana", "Hi", 1, 1), ("bo", "waves", 2, 2), ("cy", "nods", 3, 3)],
    ),
    "joins and parts in the ways of several programs": (
        "--- Log opened Tue May 06 18:00:00 2031\n18:09 -!- ana [~a@x.org] has joined #quay\n18:09 <ana> I joined #quay late\n"
        "18:10 *** bo has quit (Ping timeout)\n18:10 --> cy (c@x.org) has joined #quay\n18:11 * cy has left #quay\n"
        "18:11 -!- mode/#quay [+o ana] by ChanServ\n18:12 ana has joined #quay\n18:12 * ana has quit (Quit: bye)\n",
        [("ana", "I joined #quay late", 3, 3)],
    ),
    "nicks eaten as tags": (
        "[18:09:09]  Hi\n[18:09:12]  Why?\n",
        [(None, "Hi", 1, 1), (None, "Why?", 2, 2)],
    ),
    "nicks as entities": ("18:09 &lt;ana&gt; Hi\n", [("ana", "Hi", 1, 1)]),
    "nicks in brackets, the text beside or below, a join": (
        "18:09:01 [cy] cy has joined #quay\n18:09:09 [ana] Hi\n18:09:12 [bo[m]]\nHo\n",
        [("ana", "Hi", 2, 2), ("bo[m]", "Ho", 3, 4)],
    ),
    "actions in words or glued to stars": (
        "[18:09] <ana> Hi\n[18:09] Action: bo waves\n[18:10] ***cy nods\n",
        [("ana", "Hi", 1, 1), ("bo", "waves", 2, 2), ("cy", "nods", 3, 3)],
    ),
    "a line that goes on with a time or a star": (
        "[09:52am] ana:\n10:30 is late\n* not yet\n[09:53am] bo:\nHo\n",
        [("ana", "10:30 is late\n* not yet", 1, 3), ("bo", "Ho", 4, 5)],
    ),
    "nicks eaten as tags, a star and a colon": (
        "".join(f"[18:09:{n:02}]  Hi\n" for n in range(10, 30)) + "[18:09:30]  * Hi to all:\n",
        [*((None, "Hi", n, n) for n in range(1, 21)), (None, "* Hi to all:", 21, 21)],
    ),
    "a line that goes on": (
        "18:09 <ana> Hi\nall\n18:10 <bo> Ho\n",
        [("ana", "Hi\nall", 1, 2), ("bo", "Ho", 3, 3)],
    ),
}


@pytest.mark.parametrize(("source", "expected"), IRC.values(), ids=IRC)
def test_irc_logs(source, expected):
    document = read_chat(source.encode())
    assert (document.format, said(document)) == ("irc", expected)
    assert not document.set_aside


@pytest.mark.parametrize(
    "change", ["=== ana is now known as ana_away", "Nick change: ana -> ana_away"]
)
def test_irc_changes_of_nick(change):
    source = f"18:09 <ana> Hi\n18:09 {change}\n18:10 <ana_away> Ho\n"
    document = read_chat(source.encode())
    assert [(r.line, r.old, r.new) for r in document.renames] == [(2, "ana", "ana_away")]
    assert rules(document) == ["renamed"]


@pytest.mark.parametrize(
    ("source", "times"),
    [
        ("18:09:09 <a> x\n", [time(18, 9, 9)]),
        ("(6:44:03 PM) a: x\n(12:01 AM) a: y\n", [time(18, 44, 3), time(0, 1)]),
        ("[09:52am] a:\nx\n", [time(9, 52)]),
        ("T 1935775096 <a> x\n", [datetime(2031, 5, 5, 19, 18, 16, tzinfo=UTC)]),
        ("[2031-05-06T18:09:09Z] <a> x\n", [datetime(2031, 5, 6, 18, 9, 9, tzinfo=UTC)]),
        (
            "--- Log opened Tue May 06 23:00:00 2031\n23:10 <a> x\n00:10 <a> y\n",
            [
                datetime.fromisoformat("2031-05-06T23:10"),
                datetime.fromisoformat("2031-05-07T00:10"),
            ],
        ),
        (
            "**** BEGIN LOGGING AT Tue May  6 21:00:00 2031\n".replace("  6", " 6")
            + "may 6 21:01:02 <a> x\n",
            [datetime.fromisoformat("2031-05-06T21:01:02")],
        ),
    ],
)
def test_irc_times(source, times):
    assert [c.sent_at or c.clock for c in read_chat(source.encode()).cues] == times


def test_an_irc_time_that_makes_no_sense_costs_its_line():
    document = read_chat(b"18:09 <ana> Hi\n39:95 <bo> Ho\n18:10 <ana> Ha\n")
    assert [c.text.text for c in document.cues] == ["Hi", "Ha"]
    assert [(a.reason, a.line_start) for a in document.set_aside] == [("broken_time", 2)]


SLACK = [
    {"type": "message", "user": "U1", "text": "Hi <@U2>, see <https://x.org|this> &amp; <https://y.org>", "ts": "1935775096.000002"},
    {"type": "message", "subtype": "channel_join", "user": "U2", "text": "<@U2> has joined", "ts": "1935775097.0"},
    {"type": "message", "user": "U2", "text": "Why?\nHow?", "ts": "1935775098.0", "user_profile": {"real_name": "Bo Ek"}, "attachments": [{"text": "no words of Bo"}]},
]  # fmt: skip


def test_a_slack_message_goes_by_the_name_that_another_tells():
    said = [{"user": "U2", "text": "Ho", "ts": "1"}, *SLACK]
    named = [{"user": "U3", "text": "Ha", "ts": "1", "username": "tides"}]
    document = read_chat(json.dumps(said + named).encode())
    assert [c.speaker for c in document.cues] == ["Bo Ek", "U1", "Bo Ek", "tides"]


def test_slack_messages_have_the_lines_of_their_objects():
    data = json.dumps(SLACK, indent=2)
    document = read_chat(data.encode())
    assert document.format == "slack"
    assert [(c.speaker, c.text.text) for c in document.cues] == [
        ("U1", "Hi @U2, see this & https://y.org"),
        ("Bo Ek", "Why?\nHow?"),
    ]
    assert document.cues[0].sent_at == datetime(2031, 5, 5, 19, 18, 16, 2, tzinfo=UTC)
    lines = data.split("\n")
    for cue in document.cues:
        value = json.loads("\n".join(lines[cue.line_start - 1 : cue.line_end]).rstrip(","))
        assert value["ts"]
    assert rules(document) == ["json_frame", "join_or_leave", "json_frame"]


DISCORD = {
    "guild": {"name": "Quay"},
    "channel": {"type": "GuildTextChat"},
    "messages": [
        {"id": "1", "type": "Default", "timestamp": "2031-05-06T18:00:00.1+00:00", "content": "Hi", "author": {"name": "ana", "nickname": "Ana"}},
        {"id": "2", "type": "GuildMemberJoin", "timestamp": "2031-05-06T18:00:00+00:00", "content": "Joined", "author": {"name": "bo"}},
        {"id": "3", "type": "Reply", "timestamp": "2031-05-06T18:01:00+00:00", "content": "Ho", "author": {"name": "bo"}, "embeds": [{"author": {"name": "x"}}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
def test_discord_messages(indent):
    document = read_chat(json.dumps(DISCORD, indent=indent).encode())
    assert document.format == "discord"
    assert [(c.speaker, c.text.text) for c in document.cues] == [("Ana", "Hi"), ("bo", "Ho")]
    assert "join_or_leave" in rules(document)


def test_a_private_talk_on_discord_is_refused():
    private = {**DISCORD, "channel": {"type": "DirectTextChat"}}
    with pytest.raises(UnreadableError, match="private talk"):
        read_chat(json.dumps(private).encode())


@pytest.mark.parametrize(
    ("data", "good"),
    [
        (json.dumps(SLACK, indent=2)[:-60], ["U1"]),
        (json.dumps(SLACK)[:-60], ["U1"]),
        (json.dumps(SLACK, indent=2).replace('"U1"', '"U1'), ["Bo Ek"]),
    ],
    ids=["cut off", "cut off, on one line", "a quote is missing"],
)
def test_a_broken_message_costs_itself(data, good):
    document = read_chat(data.encode())
    assert [c.speaker for c in document.cues] == good
    [aside] = document.set_aside
    assert aside.reason == "broken_json"


def test_lines_of_json_cut_in_the_middle_cost_themselves():
    line = json.dumps(YOUTUBE["super chats"][0][0], ensure_ascii=False)
    data = f"{line}\n{line[:70]}\n{line}\n{line[:-9]}".encode()
    document = read_chat(data)
    assert [c.line_start for c in document.cues] == [1, 3]
    assert [a.line_start for a in document.set_aside] == [2, 4]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<!doctype html><form><input type='password'></form>", "a login page"),
        (b"<html><body>Hi</body></html>", "an HTML page"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", "captions; name it transcript"),
        (b'{"a": 1}\n', "JSON, but no export"),
        (b"Dear all,\n\nhere is some prose.\n", "no chat of a known kind"),
        (b"17:06:15 Kimden Ana Kime Bo:\n\tHi\n", "no chat of a known kind"),
        (b"", "is empty"),
        (b"\0\1\2", "binary"),
    ],
)
def test_what_is_no_chat_is_refused_as_what_it_seems_to_be(data, what):
    with pytest.raises(UnreadableError, match=what):
        read_chat(data)
