"""What of a mail is its writer's own."""

from pathlib import Path

import pytest
import yaml

from pipeline.private.mail.trim import trimmed
from pipeline.private.mail.trim_rules import trim_rule, trim_rules

MAILS = yaml.safe_load(Path(__file__).with_name("trimmed.yaml").read_text("utf-8"))
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "email"


@pytest.mark.parametrize("name", trim_rules())
def test_rules_speak_and_are_silent_where_they_say(name: str) -> None:
    rule = trim_rules()[name]
    assert [text for text in rule["speaks"] if not trim_rule(name).match(text)] == []
    assert [text for text in rule["silent"] if trim_rule(name).match(text)] == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Why?\n\n> old\n", "Why?"),
        ("On Mon, 3 May 2032 at 10:00, Ana <a@example.org>\nwrote:\n\n> old\n\nWhy now?", "Why now?"),
        ("> Who?\n\nThe guild.\n\n> When?\n\nIn May.", "The guild.\n\nIn May."),
        ("Why?\n-- \nAna Lima\nHarbour", "Why?"),
        ("Why?\n\n-----Original Message-----\nFrom: Bo\nold", "Why?"),
        ("Why?\n\nVon: Bo\nGesendet: Montag\nAn: Ana\nBetreff: Fähre\n\nalt", "Why?"),
        ("Why?\n\nSent from my iPhone", "Why?"),
        ("Why?\n_______________________\nquay mailing list\nquay@example.org", "Why?"),
        ("Why?\n\nThis e-mail is confidential and intended solely for Bo.", "Why?"),
        ("Ana wrote:\n> When?\n\nOn Friday.\n\n> With the dog?\n\nOn a lead.", "On Friday.\n\nOn a lead."),
        ("Ana Lima said on 03.05.2032 09:14:\n> Open.\n\nWhy?", "Why?"),
        ("Когда?\n\nвт, 3 мая 2032 г. в 09:14, Ana <ana@example.org>:\n\n> Привет", "Когда?"),
        ("いつ？\n\n2032年5月3日(火) 9:14 Ana <ana@example.org>:\n\n> はい", "いつ？"),
        ("Why?\n\nQuoting Ana Lima <ana@example.org>:\n\n> old", "Why?"),
        ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWhy?\n\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----", "Why?"),
        ("Why?\n\n##- Please type your reply above this line -##\n\nAna, May 3\n\nNo.", "Why?"),
        ("--- Reply above this line ---\n\nAna commented:\n\nOpen.", ""),
        ("Why?\n\n---\nThis email has been checked for viruses by Shield.\nhttps://example.org", "Why?"),
        ("Is it free?\nBo\n  On Monday, May 3, 2032 at 10:15:00 AM, Ana <a@example.org> wrote:\n\n  Dear Bo,", "Is it free?\nBo"),
        ("Who pays?\n\nOn Mon, 3 May 2032 at 10:15\nAna Lima <a@example.org> wrote:\n> old", "Who pays?"),
        # no evidence, no cut
        ("Who pays?\n\nBerths\n------\nold basin\nnorth quay", "Who pays?\n\nBerths\n------\nold basin\nnorth quay"),
        ("Who pays?\n\n---\n\nI mean the dredging, not the quay.", "Who pays?\n\n---\n\nI mean the dredging, not the quay."),
        ("Who pays?\n\nBest,\nBo\nTel. +45 32 10 54 76", "Who pays?\n\nBest,\nBo\nTel. +45 32 10 54 76"),
        ("Best,\nBo\nTel. +45 32 10 54 76\nbo@example.org\nWho pays?", "Best,\nBo\nTel. +45 32 10 54 76\nbo@example.org\nWho pays?"),
        ("On Monday Ana wrote:\n\nthe pier is open.\n\nWho pays?", "On Monday Ana wrote:\n\nthe pier is open.\n\nWho pays?"),
        ("Two things:\n-- the pier\n-- the boat\nWho pays?", "Two things:\n-- the pier\n-- the boat\nWho pays?"),
        ("In 2031 Ana wrote this to the harbour:\n\nWhy is it late?", "In 2031 Ana wrote this to the harbour:\n\nWhy is it late?"),
        ("From: here to there it is far.\n\nWhy?", "From: here to there it is far.\n\nWhy?"),
        ("--------\nWhy is it late?\n--------\nWho says so?", "--------\nWhy is it late?\n--------\nWho says so?"),
        ("> nothing but a quotation", "> nothing but a quotation"),
    ],
)  # fmt: skip
def test_what_others_wrote_and_programs_added_is_cut(text: str, own: str) -> None:
    assert trimmed(text).own == own


def test_what_is_passed_on_is_kept_apart() -> None:
    text = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Bo <b@example.org>\n"
        "Date: Mon, 3 May 2032\nSubject: Ferry\nTo: Ana\n\nWhy is it late?\n-- \nBo"
    )
    cut = trimmed(text)
    assert (cut.own, cut.forwarded) == ("See below.", "Why is it late?")
    headers = "From: Bo\nSent: Monday\nTo: Ana\nSubject: Ferry\n\nWhy is it late?"
    assert trimmed(f"See below.\n\n{headers}", passed_on=True).forwarded == "Why is it late?"
    assert trimmed(f"See below.\n\n{headers}").forwarded == ""


@pytest.mark.parametrize("mail", MAILS, ids=[mail["name"] for mail in MAILS])
def test_mails_of_many_programs_are_trimmed_as_it_was_written_down(mail: dict[str, str]) -> None:
    assert trimmed(mail["text"]).own == mail["own"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample mails are not here")
def test_sample_mails_are_trimmed_as_people_trimmed_them() -> None:
    wanted = sorted(SAMPLES.glob("*.expected.txt"))
    assert wanted
    for want in wanted:
        text = want.with_name(want.name.replace(".expected", "")).read_text("utf-8")
        assert trimmed(text).own == want.read_text("utf-8").strip(), want.name
