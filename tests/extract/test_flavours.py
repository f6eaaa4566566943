"""One small file of every program that writes transcripts or chats, as nasty as they come."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pipeline.extract.moments import Clock
from pipeline.extract.offices import Offices
from pipeline.extract.record import empty_record
from pipeline.extract.utterances import read_utterances
from pipeline.readers.spoken import read_chat, read_transcript

DAY = date(2031, 5, 6)


def read(name, source):
    """(speaker, words) of each utterance of a file."""
    data = source if isinstance(source, bytes) else source.encode()
    stem, _, suffix = name.partition(".")
    document = read_chat(data) if stem == "chat" else read_transcript(data, suffix)
    clock = Clock(DAY, ZoneInfo("UTC"))
    spoken = read_utterances(f"{DAY}/{name}", document, Offices.of(empty_record()), clock)
    assert sum(use.line_end - use.line_start + 1 for use in spoken.uses) == len(document.lines)
    return [(said.speaker, said.text) for said in spoken.utterances]


TRANSCRIPTS = {
    "Zoom: names with pipes, brackets and colons inside words": (
        "transcript.vtt",
        "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:03.000\r\nAna Lima | Quay Trust (she/her): Hello: all of you.\r\n\r\n"
        "2\r\n00:00:03.000 --> 00:00:05.000\r\nAna Lima | Quay Trust (she/her): The time is 10:30.\r\n\r\n"
        "3\r\n00:00:05.000 --> 00:00:06.000\r\nPhone User 2: Why: tell me, please?\r\n\r\n"
        "4\r\n00:00:06.000 --> 00:00:07.000\r\nOne thing: it is late.\r\n\r\n"
        "5\r\n00:00:07.000 --> 00:00:09.000\r\nPhone User 2: And who pays?\r\n",
        [
            ("Ana Lima | Quay Trust (she/her)", "Hello: all of you. The time is 10:30."),
            ("Phone User 2", "Why: tell me, please? One thing: it is late. And who pays?"),
        ],
    ),
    "Zoom: names in small letters, in other scripts, with digits, as an address of a device": (
        "transcript.vtt",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nbo ek: hi\n\n2\n00:00:03.000 --> 00:00:05.000\n山田 太郎: はい。\n\n"
        "3\n00:00:05.000 --> 00:00:06.000\niPhone von Åsa: ja\n\n4\n00:00:06.000 --> 00:00:07.000\nbo ek: so\n\n"
        "5\n00:00:07.000 --> 00:00:08.000\n山田 太郎: ええ。\n\n6\n00:00:08.000 --> 00:00:09.000\niPhone von Åsa: nein\n",
        [
            ("bo ek", "hi"),
            ("山田 太郎", "はい。"),
            ("iPhone von Åsa", "ja"),
            ("bo ek", "so"),
            ("山田 太郎", "ええ。"),
            ("iPhone von Åsa", "nein"),
        ],
    ),
    "Teams, new: an identifier with a slash, a voice over two lines, an empty cue": (
        "transcript.vtt",
        "WEBVTT\n\n3b1f0c4e-0b5a-4f0e-9d7b-1c2d3e4f5a6b/11-0\n00:00:03.569 --> 00:00:05.779\n<v Lima, Ana (Quay)>Good morning\nall.</v>\n\n"
        "3b1f0c4e-0b5a-4f0e-9d7b-1c2d3e4f5a6b/11-1\n00:00:05.779 --> 00:00:06.779\n<v Lima, Ana (Quay)>It&#39;s 5 &lt; 6.</v>\n\n"
        "3b1f0c4e-0b5a-4f0e-9d7b-1c2d3e4f5a6b/12-0\n00:00:06.779 --> 00:00:07.779\n<v Bo Ek></v>\n\n"
        "3b1f0c4e-0b5a-4f0e-9d7b-1c2d3e4f5a6b/13-0\n00:00:07.779 --> 00:00:08.779\n<v Bo Ek>Yes.</v>\n",
        [("Lima, Ana (Quay)", "Good morning all. It's 5 < 6."), ("Bo Ek", "Yes.")],
    ),
    "Teams, old: identifiers alone, notes of confidence, no voice closed": (
        "transcript.vtt",
        'WEBVTT\n\nNOTE duration:"00:10:00"\n\nNOTE language:en-us\n\nNOTE Confidence: 0.91\n\n'
        "0a1b2c3d-0b5a-4f0e-9d7b-1c2d3e4f5a6b\n00:00:03.000 --> 00:00:05.000\nGood morning, and\nwelcome.\n\n"
        "NOTE Confidence: 0.88\n\n0a1b2c3d-0b5a-4f0e-9d7b-1c2d3e4f5a6c\n00:00:05.000 --> 00:00:07.000\nWho is first?\n",
        [(None, "Good morning, and welcome."), (None, "Who is first?")],
    ),
    "YouTube, automatic: rolled over, a repeated word, a sound, a change of speaker": (
        "transcript.vtt",
        "WEBVTT\nKind: captions\nLanguage: en\n\n"
        "00:00:00.160 --> 00:00:02.310 align:start position:0%\n \nno<00:00:00.400><c> no</c><00:00:00.640><c> no</c>\n\n"
        "00:00:02.310 --> 00:00:02.320 align:start position:0%\nno no no\n \n\n"
        "00:00:02.320 --> 00:00:04.310 align:start position:0%\nno no no\nno<00:00:02.600><c> no</c><00:00:02.900><c> no</c>\n\n"
        "00:00:04.310 --> 00:00:04.320 align:start position:0%\nno no no\n \n\n"
        "00:00:04.320 --> 00:00:06.000 align:start position:0%\nno no no\n[Music]\n\n"
        "00:00:06.000 --> 00:00:06.010 align:start position:0%\n[Music]\n \n\n"
        "00:00:06.010 --> 00:00:08.000 align:start position:0%\n[Music]\n&gt;&gt;<00:00:06.500><c> so</c><00:00:07.000><c> who</c><00:00:07.500><c> pays</c>\n\n",
        [(None, "no no no"), (None, "no no no"), (None, "so who pays")],
    ),
    "YouTube, exported as SRT: each line shown twice": (
        "transcript.srt",
        "1\n00:00:00,160 --> 00:00:04,319\nwelcome to the harbour hour\n\n2\n00:00:02,310 --> 00:00:06,320\nwelcome to the harbour hour\nwe begin with the ferry\n\n"
        "3\n00:00:04,320 --> 00:00:08,240\nwe begin with the ferry\nand then the gate\n\n4\n00:00:06,320 --> 00:00:10,240\nand then the gate\nwhich is shut\n\n"
        "5\n00:00:08,240 --> 00:00:12,240\nwhich is shut\nand will stay so\n",
        [
            (None, "welcome to the harbour hour"),
            (None, "we begin with the ferry"),
            (None, "and then the gate"),
            (None, "which is shut"),
            (None, "and will stay so"),
        ],
    ),
    "YouTube, exported as SRT: times that overlap, nothing shown twice": (
        "transcript.srt",
        "1\n00:00:00,160 --> 00:00:04,319\nwelcome to the harbour hour\n\n2\n00:00:02,310 --> 00:00:06,320\nwe begin with the ferry\n\n"
        "3\n00:00:04,320 --> 00:00:08,240\nyes\n\n4\n00:00:06,320 --> 00:00:10,240\nyes\n\n5\n00:00:08,240 --> 00:00:12,240\nand will stay so\n",
        [
            (None, "welcome to the harbour hour"),
            (None, "we begin with the ferry"),
            (None, "yes"),
            (None, "yes"),
            (None, "and will stay so"),
        ],
    ),
    "SRT with names, dashes for two speakers, fonts": (
        "transcript.srt",
        "1\n00:00:01,000 --> 00:00:02,000\n<font color=\"#fff\">Ana Lima:</font> Who pays?\n\n2\n00:00:02,000 --> 00:00:03,000\n<i>Bo Ek:</i> We do.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nAna Lima: When?\n\n4\n00:00:04,000 --> 00:00:05,000\nBo Ek: In May.\n",
        [("Ana Lima", "Who pays?"), ("Bo Ek", "We do."), ("Ana Lima", "When?"), ("Bo Ek", "In May.")],
    ),
    "Otter.ai: a name, two blanks and a time over the words": (
        "transcript.txt",
        "Ana Lima  0:00  \nGood morning, all: it is 10:30.\nWe begin.\n\nUnknown Speaker  0:12  \nWho pays?\n\nBo Ek  1:02:03  \nWe do.\n\nTranscribed by https://otter.ai\n",
        [
            ("Ana Lima", "Good morning, all: it is 10:30. We begin."),
            ("Unknown Speaker", "Who pays?"),
            ("Bo Ek", "We do."),
        ],
    ),
    "Google Meet, a transcript: names in the text, times alone on a line": (
        "transcript.txt",
        "Harbour hour - 2031/05/06 16:58 GMT - Transcript\nAttendees\nAna Lima, Bo Ek\nTranscript\n\n00:00:00\n\nAna Lima: Good morning.\nBo Ek: Hello.\n"
        "Ana Lima: Who is first?\n\n00:05:00\n\nBo Ek: I am: why is the gate shut?\n\nMeeting ended after 00:10:12\n",
        [
            ("Ana Lima", "Good morning."),
            ("Bo Ek", "Hello."),
            ("Ana Lima", "Who is first?"),
            ("Bo Ek", "I am: why is the gate shut?"),
        ],
    ),
    "Google Meet, captions: .sbv": (
        "transcript.txt",
        "0:00:01.000,0:00:03.500\n(Ana Lima)\nGood morning.\n\n0:00:03.500,0:00:05.000\n(Bo Ek)\nHello, all.\n\n0:00:05.000,0:00:07.000\n(Ana Lima)\nWho is first?\n",
        [("Ana Lima", "Good morning."), ("Bo Ek", "Hello, all."), ("Ana Lima", "Who is first?")],
    ),
    "YouTube, captions as .sbv": (
        "transcript.txt",
        "0:00:01.000,0:00:03.500\nGood morning.\n\n0:00:03.500,0:00:05.000\nHello, all.\nWho is first?\n",
        [(None, "Good morning."), (None, "Hello, all. Who is first?")],
    ),
    "Webex: numbered cues with a quoted name and a number": (
        "transcript.vtt",
        'WEBVTT\n\n1 "Ana Lima" (1234567890)\n00:00:01.000 --> 00:00:03.000\nGood morning.\n\n2 "Bo Ek" (987654321)\n00:00:03.000 --> 00:00:05.000\nHello.\n\n'
        '3 "Ana Lima" (1234567890)\n00:00:05.000 --> 00:00:06.000\nWho pays?\n',
        [("Ana Lima", "Good morning."), ("Bo Ek", "Hello."), ("Ana Lima", "Who pays?")],
    ),
    "Rev: Speaker 1 (00:00): over the words": (
        "transcript.txt",
        "Speaker 1 (00:00):\nGood morning.\nAll well?\n\nSpeaker 2 (00:03):\nYes: very.\n\nAna Lima (01:02:03):\nWho pays?\n",
        [("Speaker 1", "Good morning. All well?"), ("Speaker 2", "Yes: very."), ("Ana Lima", "Who pays?")],
    ),
    "Rev, the words beside the head": (
        "transcript.txt",
        "Ana Lima (00:00): Good morning. It is 10:30.\n\nBo Ek (00:03): Yes: very.\n\nAna Lima (00:09): Who pays?\n",
        [("Ana Lima", "Good morning. It is 10:30."), ("Bo Ek", "Yes: very."), ("Ana Lima", "Who pays?")],
    ),
    "Descript: a time, a name and the words on one line": (
        "transcript.txt",
        "[00:00:00] Ana Lima: Good morning.\n\n[00:00:03] Bo Ek: Hello. I have a list: a, b.\n\n[00:00:09] Ana Lima: Who pays?\n\nAnd when?\n",
        [("Ana Lima", "Good morning."), ("Bo Ek", "Hello. I have a list: a, b."), ("Ana Lima", "Who pays? And when?")],
    ),
    "Descript, bold names": (
        "transcript.txt",
        "**Ana Lima:** [00:00:00] Good morning.\n\n**Bo Ek:** [00:00:03] Hello.\n\n**Ana Lima:** [00:00:09] Who pays?\n",
        [("Ana Lima", "Good morning."), ("Bo Ek", "Hello."), ("Ana Lima", "Who pays?")],
    ),
    "Trint: a time in brackets, a name, the words below": (
        "transcript.txt",
        "[00:00:01] Ana Lima\nGood morning.\n\n[00:00:05] Bo Ek\nHello there, all.\n\n[00:00:09] Ana Lima\nWho pays?\n",
        [("Ana Lima", "Good morning."), ("Bo Ek", "Hello there, all."), ("Ana Lima", "Who pays?")],
    ),
    "Teams, text: a name and a time over the words": (
        "transcript.txt",
        "Ana Lima   0:03\nGood morning.\n\nBo Ek   0:12\nHello.\n\nBo Ek started transcription\n\nAna Lima   1:00:03\nWho pays?\n",
        [("Ana Lima", "Good morning."), ("Bo Ek", "Hello."), ("Ana Lima", "Who pays?")],
    ),
    "Teams, text: times of a cue over the name": (
        "transcript.txt",
        "0:0:3.569 --> 0:0:5.779\nAna Lima\nGood morning.\n\n0:0:6.0 --> 0:0:7.5\nBo Ek\nHello.\n\n0:0:8.0 --> 0:0:9.25\nAna Lima\nWho pays?\n",
        [("Ana Lima", "Good morning."), ("Bo Ek", "Hello."), ("Ana Lima", "Who pays?")],
    ),
    "Zoom, text: a name in brackets and a time of day": (
        "transcript.txt",
        "[Ana Lima] 17:00:03\nGood morning.\n\n[Bo Ek] 17:00:12\nHello.\n\n[Ana Lima] 17:01:03\nWho pays?\n",
        [("Ana Lima", "Good morning."), ("Bo Ek", "Hello."), ("Ana Lima", "Who pays?")],
    ),
    "a player: [mm:ss] before the words": (
        "transcript.txt",
        "[00:13] good morning\n[00:15] at 10:30 we begin\n[59:58] who pays\n[60:02] we do\n[1:00:05] so\n",
        [(None, "good morning"), (None, "at 10:30 we begin"), (None, "who pays"), (None, "we do"), (None, "so")],
    ),
    "a player: times alone, words below, the player's words between": (
        "transcript.txt",
        "0:13\ngood morning\n0:15\nat 10:30 we begin\n0:19\nso\n1:02:03\nwho pays\n",
        [(None, "good morning"), (None, "at 10:30 we begin"), (None, "so"), (None, "who pays")],
    ),
    "a player: chapters between, times said in words": (
        "transcript.txt",
        "0:13\n13 seconds\ngood morning\n0:25\n25 seconds\n30 seconds\n1:05\n1 minute, 5 seconds\nwe begin\n1:09\n1 minute, 9 seconds\n1:12\n2 minutes\nso\n1:02:03\n1 hour, 2 minutes, 3 seconds\nwho pays\n",
        [(None, "good morning"), (None, "30 seconds"), (None, "we begin"), (None, "2 minutes so"), (None, "who pays")],
    ),
    "names and no times": (
        "transcript.txt",
        "Ana Lima: Good morning.\nBo Ek: Hello.\nAna Lima: Who pays?\nWe do not know.\nBo Ek: We do.\n",
        [
            ("Ana Lima", "Good morning."),
            ("Bo Ek", "Hello."),
            ("Ana Lima", "Who pays? We do not know."),
            ("Bo Ek", "We do."),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "source", "expected"), TRANSCRIPTS.values(), ids=TRANSCRIPTS)
def test_transcripts(name, source, expected):
    assert read(name, source) == expected


def lines_of(*objects):
    return "\n".join(json.dumps(one) for one in objects) + "\n"


def youtube(item, ms="1000"):
    return {"replayChatItemAction": {"actions": [{"addChatItemAction": {"item": item}}], "videoOffsetTimeMsec": ms}}  # fmt: skip


def runs(*parts):
    return {"runs": [part if isinstance(part, dict) else {"text": part} for part in parts]}


CHATS = {
    "Zoom, saved: replies and reactions in German and French, a body with a blank line": (
        "17:06:15 From Ana Lima to Everyone:\n\tWho pays for the gate?\n17:06:20 From Bo Ek to Everyone:\n\tReplying to \"Who pays for the ga...\"\n\n\tWe do.\n\n\tIn May.\n"
        "17:06:30 From Cy to Everyone:\n\tHat auf \"Who pays for the gate?\" mit 👍 reagiert\n17:06:31 From Cy to Everyone:\n\tA réagi à \"We do.\" avec ❤️\n"
        "17:06:40 From Cy to Bo Ek(Direct Message):\n\tsecret\n17:06:50 From Dee to Everyone:\n\tdone at 17:30:00 today\n",
        [("Ana Lima", "Who pays for the gate?"), ("Bo Ek", "We do.\nIn May."), ("Dee", "done at 17:30:00 today")],
    ),
    "Zoom, cloud: tabs, a name with a colon, a question with one": (
        "00:13:46\tAna: Quay\t:\tgm\n00:13:50\tBo:\tWhy: so?\n00:13:55\tBo:\tRemoved a 👍 reaction from \"gm\"\n00:14:00\tCy:\t10:30:15 Bo: see above\n",
        [("Ana: Quay", "gm"), ("Bo", "Why: so?"), ("Cy", "10:30:15 Bo: see above")],
    ),
    "Zoom: Japanese, Korean, Portuguese, Italian reactions and replies": (
        "17:06:15 From Ana to Everyone:\n\tWho pays for the gate?\n17:06:16 From Bo to Everyone:\n\t\"Who pays for the gate?\" に 👍 でリアクションしました\n"
        "17:06:17 From Cy to Everyone:\n\t「Who pays for the gate?」に👍とリアクションしました\n17:06:18 From Dee to Everyone:\n\tReagiu a \"Who pays for the gate?\" com 👍\n"
        "17:06:19 From Eve to Everyone:\n\tRispondendo a \"Who pays for the gate?\"\n\n\tnoi\n17:06:20 From Fay to Everyone:\n\t👍\n",
        [("Ana", "Who pays for the gate?"), ("Eve", "noi"), ("Fay", "👍")],
    ),
    "Zoom: From … to Everyone, times with AM and PM, a file shared": (
        "05:06:15 PM From Ana to Everyone : Who pays?\n05:06:20 PM From Bo to Everyone : https://quay.example/a:b\n",
        [("Ana", "Who pays?"), ("Bo", "https://quay.example/a:b")],
    ),
    "YouTube: super chat, sticker, membership, gift, deleted, emoji": (
        lines_of(
            youtube({"liveChatViewerEngagementMessageRenderer": {"message": runs("Welcome to live chat!")}}),
            youtube({"liveChatTextMessageRenderer": {"message": runs("who pays ", {"emoji": {"emojiId": "🚢", "shortcuts": [":ship:"]}}, "?"), "authorName": {"simpleText": "@ana"}, "timestampUsec": "1935775096000000"}}),
            youtube({"liveChatPaidMessageRenderer": {"message": runs("thanks: for all"), "authorName": {"simpleText": "@bo"}, "purchaseAmountText": {"simpleText": "€5"}}}),
            youtube({"liveChatPaidStickerRenderer": {"authorName": {"simpleText": "@cy"}, "sticker": {"accessibility": {"accessibilityData": {"label": "a boat"}}}}}),
            youtube({"liveChatMembershipItemRenderer": {"headerSubtext": runs("Welcome to ", "Crew", "!"), "authorName": {"simpleText": "@dee"}}}),
            youtube({"liveChatMembershipItemRenderer": {"headerPrimaryText": runs("Member for 6 months"), "message": runs("still here"), "authorName": {"simpleText": "@eve"}}}),
            youtube({"liveChatSponsorshipsGiftPurchaseAnnouncementRenderer": {"header": {"liveChatSponsorshipsHeaderRenderer": {"authorName": {"simpleText": "@fay"}, "primaryText": runs("Gifted 5 memberships")}}}}),
            {"replayChatItemAction": {"actions": [{"addLiveChatTickerItemAction": {"item": {"liveChatTickerPaidMessageItemRenderer": {"showItemEndpoint": {"showLiveChatItemEndpoint": {"renderer": {"liveChatPaidMessageRenderer": {"message": runs("thanks: for all"), "authorName": {"simpleText": "@bo"}}}}}}}}}], "videoOffsetTimeMsec": "1000"}},
            {"replayChatItemAction": {"actions": [{"markChatItemAsDeletedAction": {"deletedStateMessage": runs("[message deleted]"), "targetItemId": "x"}}], "videoOffsetTimeMsec": "5"}},
        ),
        [("@ana", "who pays 🚢?"), ("@bo", "thanks: for all"), ("@eve", "still here")],
    ),
    "irssi": (
        "--- Log opened Tue May 06 17:58:00 2031\n17:58 -!- Irssi: #quay: Total of 9 nicks [1 ops, 0 halfops, 0 voices, 8 normal]\n17:58 -!- bo [~bo@host.example] has joined #quay\n"
        "17:59 <@ana> who pays?\n17:59 < bo> we do: 5 < 6 > 4\n18:00  * cy waves\n18:00 -!- cy is now known as cy|away\n18:00 -!- bo [~bo@host.example] has quit [Ping timeout: 240 seconds]\n"
        "18:01 -ChanServ(ChanServ@services.)- Welcome\n18:01 -!- ServerMode/#quay [+o ana] by services.\n18:02 <+dee> * not an action\n--- Day changed Wed May 07 2031\n00:01 <@ana> good night\n--- Log closed Wed May 07 00:02:00 2031\n",
        [("ana", "who pays?"), ("bo", "we do: 5 < 6 > 4"), ("cy", "waves"), ("dee", "* not an action"), ("ana", "good night")],
    ),
    "weechat": (
        "2031-05-06 17:58:00\t-->\tbo (~bo@host.example) has joined #quay\n2031-05-06 17:58:01\t--\tMode #quay [+o ana] by ChanServ\n2031-05-06 17:59:00\t@ana\twho pays?\n2031-05-06 17:59:05\tbo\twe do\n"
        "2031-05-06 17:59:06\t *\tcy waves\n2031-05-06 17:59:07\t--\tcy is now known as cy_\n2031-05-06 17:59:08\t<--\tbo (~bo@host.example) has quit (Quit: bye)\n2031-05-06 17:59:09\t=!=\tdisconnected\n2031-05-06 17:59:10\t+dee\t-- is what I said\n",
        [("ana", "who pays?"), ("bo", "we do"), ("cy", "waves"), ("dee", "-- is what I said")],
    ),
    "mIRC": (
        "\n Session Start: Tue May 06 17:58:00 2031\nSession Ident: #quay\n[17:58] * Now talking in #quay\n[17:58] * Topic is 'Harbour hour: who pays?'\n[17:58] * Set by ana!~ana@host.example on Tue May 06 17:00:00\n"
        "[17:59] <@ana> who pays?\n[17:59] * bo (~bo@host.example) has joined #quay\n[18:00] <bo> \x0304we\x03 \x02do\x02\n[18:00] * cy waves\n[18:00] * bo (~bo@host.example) Quit (Quit: bye)\n[18:01] * ana sets mode: +o dee\n[18:01] -ChanServ- hello\nSession Close: Tue May 06 18:02:00 2031\n",
        [("ana", "who pays?"), ("bo", "we do"), ("cy", "waves")],
    ),
    "HexChat": (
        "**** BEGIN LOGGING AT Tue May  6 17:58:00 2031\n\nMay 06 17:58:00 *\tNow talking on #quay\nMay 06 17:58:00 *\tTopic for #quay is: Harbour hour\nMay 06 17:58:00 *\tTopic for #quay set by ana (Tue May  6 17:00:00 2031)\n"
        "May 06 17:59:00 <ana>\twho pays?\nMay 06 17:59:05 <bo>\twe do\nMay 06 17:59:06 *\tcy waves\nMay 06 17:59:07 *\tbo (~bo@host.example) has joined\nMay 06 17:59:08 *\tbo has quit (Quit: bye)\nMay 06 17:59:09 -ChanServ-\thello\nMay 06 17:59:10 *\tana gives voice to dee\n**** ENDING LOGGING AT Tue May  6 18:02:00 2031\n",
        [("ana", "who pays?"), ("bo", "we do"), ("cy", "waves")],
    ),
    "ZNC": (
        "[17:58:00] *** Joins: bo (~bo@host.example)\n[17:58:01] *** ChanServ sets mode: +o ana\n[17:59:00] <ana> who pays?\n[17:59:05] <bo> we do\n[17:59:06] * cy waves\n[17:59:07] *** cy is now known as cy_\n[17:59:08] *** Quits: bo (~bo@host.example) (Ping timeout)\n[17:59:09] -NickServ- hello\n[17:59:10] *** Parts: dee (d@host.example) (\"bye\")\n[17:59:11] *** ana changes topic to 'who pays?'\n",
        [("ana", "who pays?"), ("bo", "we do"), ("cy", "waves")],
    ),
    "Textual": (
        "[2031-05-06T17:58:00+0000] bo (~bo@host.example) joined the channel.\n[2031-05-06T17:59:00+0000] <@ana> who pays?\n[2031-05-06T17:59:05+0000] <bo> we do\n[2031-05-06T17:59:06+0000] • cy waves\n[2031-05-06T17:59:08+0000] bo (~bo@host.example) left IRC. (Quit: bye)\n[2031-05-06T17:59:09+0000] cy is now known as cy_\n[2031-05-06T17:59:10+0000] Mode is +nt\n",
        [("ana", "who pays?"), ("bo", "we do"), ("cy", "waves")],
    ),
    "IRCCloud": (
        "[2031-05-06 17:58:00] → bo joined (~bo@host.example)\n[2031-05-06 17:59:00] <ana> who pays?\n[2031-05-06 17:59:05] <bo> we do\n[2031-05-06 17:59:06] — cy waves\n[2031-05-06 17:59:07] ⇐ bo quit (~bo@host.example): Ping timeout\n[2031-05-06 17:59:08] * ana set the topic to who pays?\n[2031-05-06 17:59:09] *** cy → cy_\n[2031-05-06 17:59:10] ← dee left (d@host.example)\n",
        [("ana", "who pays?"), ("bo", "we do"), ("cy", "waves")],
    ),
    "Element, plain text": (
        "2031-05-06, 17:58:00 - bo joined the room\n2031-05-06, 17:59:00 - Ana Lima: who pays?\n2031-05-06, 17:59:05 - bo: we do\nin May\n2031-05-06, 17:59:08 - Ana Lima: why: so?\n",
        [("Ana Lima", "who pays?"), ("bo", "we do\nin May"), ("Ana Lima", "why: so?")],
    ),
    "Element, JSON": (
        json.dumps({"room_name": "Harbour", "messages": [
            {"type": "m.room.member", "sender": "@bo:quay.example", "content": {"membership": "join", "displayname": "Bo"}, "origin_server_ts": 1935775090000, "event_id": "$0"},
            {"type": "m.room.message", "sender": "@ana:quay.example", "content": {"msgtype": "m.text", "body": "who pays?"}, "origin_server_ts": 1935775096000, "event_id": "$1"},
            {"type": "m.reaction", "sender": "@bo:quay.example", "content": {"m.relates_to": {"key": "👍", "event_id": "$1"}}, "origin_server_ts": 1935775097000, "event_id": "$2"},
            {"type": "m.room.message", "sender": "@bo:quay.example", "content": {"msgtype": "m.text", "body": "> <@ana:quay.example> who pays?\n\nwe do"}, "origin_server_ts": 1935775098000, "event_id": "$3"},
            {"type": "m.room.message", "sender": "@bo:quay.example", "content": {"msgtype": "m.text", "body": " * we do, in May", "m.new_content": {"body": "we do, in May"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "$3"}}, "origin_server_ts": 1935775099000, "event_id": "$4"},
            {"type": "m.room.message", "sender": "@cy:quay.example", "content": {}, "origin_server_ts": 1935775099000, "event_id": "$5"},
        ]}),
        [("@ana:quay.example", "who pays?"), ("Bo", "we do, in May")],
    ),
    "MeetBot": (
        "17:58:00 <ana> #startmeeting harbour\n17:58:01 <meetbot> Meeting started Tue May  6 17:58:00 2031 UTC.  The chair is ana. Information about MeetBot at http://wiki.example.org/MeetBot.\n17:58:01 <meetbot> Useful Commands: #action #agreed #help #info #idea #link #topic #startvote.\n17:58:02 <meetbot> The meeting name has been set to 'harbour'\n"
        "17:59:00 <ana> #topic Who pays?\n17:59:05 <bo> we do\n17:59:06 <ana> #action bo to pay\n17:59:08 <ana> #chair bo\n17:59:08 <meetbot> Current chairs: ana bo\n18:00:00 <ana> #endmeeting\n18:00:01 <meetbot> Meeting ended Tue May  6 18:00:00 2031 UTC.\n18:00:01 <meetbot> Minutes:        http://x.example/a.html\n18:00:01 <meetbot> Minutes (text): http://x.example/a.txt\n18:00:01 <meetbot> Log:            http://x.example/a.log.html\n",
        [("ana", "#topic Who pays?"), ("bo", "we do"), ("ana", "#action bo to pay")],
    ),
    "Slack: threads, edits, joins, bots, mentions, files, blocks": (
        json.dumps([
            {"type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> has joined the channel", "ts": "1935775090.000100"},
            {"type": "message", "user": "U1", "text": "who pays, <@U2|bo>? see <#C1|ferry> &lt;now&gt;", "ts": "1935775096.000200", "thread_ts": "1935775096.000200", "reply_count": 1, "replies": [{"user": "U2", "ts": "1935775098.000300"}], "user_profile": {"real_name": "Ana Lima", "display_name": "ana"}, "reactions": [{"name": "+1", "users": ["U2"], "count": 1}]},
            {"type": "message", "user": "U2", "text": "we do", "ts": "1935775098.000300", "thread_ts": "1935775096.000200", "parent_user_id": "U1", "edited": {"user": "U2", "ts": "1935775099.000000"}, "user_profile": {"real_name": "", "display_name": "bo"}},
            {"type": "message", "subtype": "thread_broadcast", "user": "U2", "text": "in May", "ts": "1935775100.0", "root": {"type": "message", "user": "U1", "text": "who pays?", "ts": "1935775096.000200"}, "user_profile": {"display_name": "bo"}},
            {"type": "message", "subtype": "bot_message", "bot_id": "B1", "username": "Tide bot", "text": "High tide", "ts": "1935775101.0"},
            {"type": "message", "subtype": "me_message", "user": "U2", "text": "waves", "ts": "1935775102.0", "user_profile": {"display_name": "bo"}},
            {"type": "message", "subtype": "message_changed", "message": {"type": "message", "user": "U2", "text": "we do!", "ts": "1935775098.000300"}, "ts": "1935775103.0", "hidden": True},
            {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted.", "ts": "1935775104.0"},
            {"type": "message", "user": "U1", "text": "", "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "only in blocks "}, {"type": "emoji", "name": "boat"}]}]}], "ts": "1935775105.0", "user_profile": {"real_name": "Ana Lima"}},
            {"type": "message", "text": "", "files": [{"name": "gate.png"}], "upload": True, "user": "U1", "ts": "1935775106.0"},
        ], indent=4),
        [("Ana Lima", "who pays, bo? see ferry <now>"), ("bo", "we do"), ("bo", "in May"), ("Tide bot", "High tide"), ("bo", "waves"), ("Ana Lima", "only in blocks :boat:")],
    ),
    "Discord, JSON": (
        json.dumps({"guild": {"id": "1", "name": "Quay"}, "channel": {"id": "2", "type": "GuildTextChat", "name": "hour"}, "messages": [
            {"id": "3", "type": "RecipientAdd", "timestamp": "2031-05-06T17:58:00.000+00:00", "content": "Joined the server.", "author": {"name": "bo"}},
            {"id": "4", "type": "Default", "timestamp": "2031-05-06T17:59:00.000+00:00", "timestampEdited": "2031-05-06T18:59:00.000+00:00", "content": "who pays, @Bo? ⛵", "author": {"id": "9", "name": "ana", "nickname": "Ana Lima", "isBot": False}, "mentions": [{"id": "8", "name": "bo", "nickname": "Bo"}], "reactions": [{"emoji": {"name": "👍"}, "count": 2}]},
            {"id": "5", "type": "Reply", "timestamp": "2031-05-06T17:59:05.000+00:00", "content": "we do", "author": {"name": "bo", "nickname": "Bo"}, "reference": {"messageId": "4"}},
            {"id": "6", "type": "ChannelPinnedMessage", "timestamp": "2031-05-06T17:59:06.000+00:00", "content": "Pinned a message.", "author": {"name": "bo"}},
            {"id": "7", "type": "Default", "timestamp": "2031-05-06T17:59:07.000+00:00", "content": "", "attachments": [{"fileName": "gate.png"}], "author": {"name": "bo"}},
        ], "messageCount": 5}, indent=2),
        [("Ana Lima", "who pays, @Bo? ⛵"), ("Bo", "we do")],
    ),
    "Discord, text": (
        "==============================================================\nGuild: Quay\nChannel: Text / hour\nTopic: who pays?\n==============================================================\n\n"
        "[06-May-31 05:59 PM] ana#1234\nwho pays: you?\n\n[06-May-31 05:59 PM] Bo Ek\nwe do\n\nin May\n\n{Reactions}\n👍 (2) ❤️\n\n[06-May-31 06:00 PM] ana#1234 (pinned)\nsee this\n\n{Attachments}\nhttps://cdn.example/gate.png\n\n"
        "==============================================================\nExported 3 message(s)\n==============================================================\n",
        [("ana#1234", "who pays: you?"), ("Bo Ek", "we do\nin May"), ("ana#1234", "see this")],
    ),
    "Discord, text, newer": (
        "==============================================================\nGuild: Quay\nChannel: hour\n==============================================================\n\n"
        "[5/6/2031 5:59 PM] ana\nwho pays?\n\n[5/6/2031 5:59 PM] bo\nwe do\n\n==============================================================\nExported 2 message(s)\n==============================================================\n",
        [("ana", "who pays?"), ("bo", "we do")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), CHATS.values(), ids=CHATS)
def test_chats(source, expected):
    assert read("chat.txt", source) == expected
