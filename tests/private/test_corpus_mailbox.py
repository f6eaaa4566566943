"""The mailbox of the written corpus: mails in eight languages, each with a known end."""

from collections import defaultdict
from pathlib import Path

import pandas as pd
import yaml

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.engine import Inline
from pipeline.private.folder import PrivateFolder
from pipeline.private.intake import Intake

CORPUS = Path(__file__).parents[1] / "corpus"
RAW = CORPUS / "raw"


def test_every_mail_of_the_corpus_has_the_end_that_is_known(tmp_path: Path) -> None:
    loaded = load_corpus(RAW)
    folder = PrivateFolder(tmp_path)
    Intake(RAW, loaded, folder).take(build_dataset(loaded, engine=Inline()).tables, Inline())
    sent, mails = (
        pd.read_parquet(folder.path / "tables" / f"{name}.parquet")
        for name in ("submissions", "mail_documents")
    )
    sent = sent[sent["channel"] == "mail"]
    numbers = {
        row.line_start: int(row.message_id.strip("<>").partition("@")[0])
        for row in mails.itertuples()
    }
    found = defaultdict(list)
    for row in sent.itertuples():
        found[numbers[row.line_start]].append((row.disposition, row.text))
    known = yaml.safe_load((CORPUS / "dispositions.yaml").read_text("utf-8"))
    assert len(known) >= 60
    assert len(set(sent["language"].dropna())) >= 8
    differing = {
        number: (wanted, found[number])
        for number, wanted in known.items()
        if sorted(word for word, _ in found[number]) != sorted(wanted)
    }
    assert differing == {}
