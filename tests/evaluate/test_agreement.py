"""Two coders' agreement, against figures that the literature prints."""

import json
import shutil

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.evaluate import Agreement, GoldError, GoldFile, agreement
from tests.conftest import ROOT

PROMISE = {"lines": [3, 3], "kind": "update", "due": None}
ANSWER = {"lines": [2, 3], "speaker": "Ana Sousa", "mode": "live"}
QUESTION = {
    "lines": [1, 1],
    "heading": "Ferries",
    "outcome_any": ["deferred", "answered"],
    "answers": [ANSWER],
    "follow_ups": [PROMISE],
}


def coded(*questions, file="notes.md"):
    return GoldFile.model_validate({"file": file, "questions": questions})


def test_alpha_is_krippendorff_s():
    """The two examples for two coders in "Computing Krippendorff's alpha-reliability"."""
    binary = Agreement(tuple(zip("0100000010", "1110010000", strict=True)))
    assert binary.alpha == pytest.approx(0.095, abs=0.0005)
    nominal = Agreement(tuple(zip("aabbdcccedda", "babbbccceddd", strict=True)))
    assert nominal.alpha == pytest.approx(0.692, abs=0.0005)
    assert (nominal.agreed, len(nominal.pairs)) == (9, 12)


def test_kappa_is_cohen_s():
    """Fifty proposals, judged by two: twenty and fifteen alike, and agreed by chance in half."""
    judged = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10
    assert Agreement((*judged, *[("no", "no")] * 15)).kappa == pytest.approx(0.4)
    assert Agreement((("yes", "no"), ("no", "yes"))).kappa == -1


def test_where_chance_cannot_be_known_nothing_is_said_of_it():
    for pairs in ((), (("yes", "yes"),) * 3):
        assert (Agreement(pairs).kappa, Agreement(pairs).alpha) == (None, None)
    found = Agreement(((True, True), (True, False)), found=True)
    assert (found.kappa, found.alpha, found.share.rate) == (None, None, 0.5)


def pairs(one, other):
    return {field: found.pairs for field, found in agreement([one], [other]).items()}


def test_each_field_is_told_of_what_both_coded():
    other = {
        **QUESTION,
        "heading": "Piers",
        "outcome_any": ["answered"],
        "answers": [{"lines": [2, 2], "speaker": "Ana"}, {"lines": [3, 3], "mode": "written"}],
        "follow_ups": [{**PROMISE, "kind": "action"}, {"lines": [4, 4]}],
    }
    found = pairs(coded(QUESTION), coded(other, {"lines": [9, 9]}))
    assert found == {
        "questions": ((True, True), (False, True)),
        "answers": ((True, True), (False, True)),
        "follow_ups": ((True, True), (False, True)),
        "heading": (("ferries", "piers"),),
        "outcome": (("deferred", "answered"),),
        "status": (),
        "speaker": (("Ana Sousa", "Ana Sousa"),),  # the beginning of a name is the name
        "mode": (),
        "kind": (("update", "action"),),
        "due": ((None, None),),
    }


def test_a_speaker_whom_one_coder_names_is_not_agreed_on():
    nobody = {**QUESTION, "answers": [{**ANSWER, "speaker": None}]}
    assert pairs(coded(QUESTION), coded(nobody))["speaker"] == (("Ana Sousa", ""),)
    assert pairs(coded(nobody), coded(nobody))["speaker"] == (("", ""),)


def test_documents_that_one_coded_are_left_out():
    found = agreement([coded(QUESTION), coded(file="more.md")], [coded(QUESTION)])
    assert found["questions"].pairs == ((True, True),)
    with pytest.raises(GoldError, match="no document in common"):
        agreement([coded(QUESTION)], [coded(QUESTION, file="other.md")])


def test_the_command_tells_how_far_two_coders_agree(tmp_path):
    name = "md-dash-2016-10-04.json"
    gold = tmp_path / "gold"
    gold.mkdir()
    shutil.copy(ROOT / "tests/gold" / name, gold)
    second = tmp_path / "second"
    shutil.copytree(gold, second)
    sources = ["--sources", str(ROOT / "tests/gold")]
    run = CliRunner()
    alone = run.invoke(main, ["evaluate", "--gold", str(gold), *sources, "--json"])
    assert json.loads(alone.stdout)["agreement"] is None
    command = ["evaluate", "--gold", str(gold), "--second", str(second), *sources]
    told = json.loads(run.invoke(main, [*command, "--json"]).stdout)["agreement"]
    assert told["fields"]["questions"]["part"] == told["fields"]["questions"]["whole"] > 0
    assert told["meanings"].keys() == told["fields"].keys()
    assert "two coders agree, questions" in run.invoke(main, [*command, "-q"]).stdout
