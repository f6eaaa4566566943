"""What one would write instead: regular expressions, pandas, `to_parquet`, and no checks.

    .venv/bin/python benchmarks/scale/plain_script.py RAW OUT

It reads the same files as `officehours build` and makes three tables of the same kind. It knows
no places, no people by their full names, no dates, no record of what it left out.
"""

import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import yaml

_TAG = re.compile(r"<[^>]+>")
_WIKI = re.compile(
    r"<!--.*?-->|<ref>.*?</ref>|</?translate>|\{\{[^}]*\}\}|'{2,}|\[\[(?:[^|\]]*\|)?|\]\]"
    r"|\[https?:\S+ |\]"
)
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_HEADING = re.compile(r"^(?:#{1,2} |={1,3} ?|<h[12][^>]*>)")
_QUESTION = re.compile(r"^(?:[•*-] |### |\**Q:\**|<ul><li>|<h3>)")
_MARKS = re.compile(r"^[\s•*#=-]+|^Q:\**\s*|\s*=+$")
_SPEAKER = re.compile(r"^([A-Z]\S+(?: [A-Z]\S+){0,2}):\s+")
_OUTCOMES = {
    "deferred": r"follow up|get back to you|in writing|schriftlich|par écrit|por escrito",
    "declined": r"can't comment|won't discuss|nichts sagen|peux pas en parler|no puedo",
    "not_known": r"don't know|not sure|weiß ich nicht|ne sais pas|no lo sé",
    "out_of_scope": r"not for the \w+ to decide|please ask",
}
_OUTCOME = {name: re.compile(words, re.IGNORECASE) for name, words in _OUTCOMES.items()}
_PROMISE = re.compile(
    r"\b(?:will|hope to|would like to|werden|wird|publicará|sera)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SHORT = 40
_DUE = re.compile(r"\b(?:by|in|on|before|next) [\w -]*(?:January|September|month|week)\b")


def lines(path: Path) -> Iterator[str]:
    """The lines of a file, with their marks and without their markup."""
    text = path.read_text("utf-8", errors="replace")
    for line in text.splitlines():
        if path.suffix == ".wiki":
            line = _WIKI.sub("", line)  # noqa: PLW2901 - as one writes it in a hurry
        yield line.strip()


def plain(line: str) -> str:
    """A line without tags and marks."""
    text = _LINK.sub(r"\1", html.unescape(_TAG.sub("", line)))
    return _MARKS.sub("", text).replace("**", "").strip()


def read(path: Path, questions: list[dict[str, object]], answers: list[dict[str, object]]) -> None:
    """Add what a file holds to the rows."""
    session, heading, question = path.parent.name, "", None
    for line in lines(path):
        text = plain(line)
        if not text:
            continue
        speaker = _SPEAKER.match(text)
        if _HEADING.match(line) or (len(text) < _SHORT and text[-1].isalpha()):
            heading, question = text, None
        elif (_QUESTION.match(line) and not speaker) and text.endswith("?"):
            question = {
                "question_id": f"{session}-{len(questions)}",
                "session_id": session,
                "heading": heading,
                "text": text,
                "outcome": "unanswered",
            }
            questions.append(question)
        elif question is not None:
            said = text[speaker.end() :] if speaker else text
            for name, words in _OUTCOME.items():
                if words.search(said):
                    question["outcome"] = name
                    break
            else:
                question["outcome"] = "answered"
            promises = [s for s in _SENTENCE.split(said) if _PROMISE.search(s)]
            due = [found[0] for s in promises if (found := _DUE.search(s))]
            answers.append(
                {
                    "question_id": question["question_id"],
                    "respondent": speaker[1] if speaker else None,
                    "text": said,
                    "promises": len(promises),
                    "due": due[0] if due else None,
                }
            )


def topic(heading: str, text: str, topics: dict[str, re.Pattern[str]]) -> str | None:
    """The first topic with a label in the heading, else in the question."""
    for where in (heading, text):
        for name, labels in topics.items():
            if labels.search(where):
                return name
    return None


def main() -> None:
    """Three tables from a folder of sessions."""
    raw, out = Path(sys.argv[1]), Path(sys.argv[2])
    listed = yaml.safe_load((raw / "topics.yaml").read_text("utf-8"))
    topics = {
        name: re.compile("|".join([entry["label"], *entry.get("other_labels", [])]), re.IGNORECASE)
        for name, entry in listed.items()
    }
    questions: list[dict[str, object]] = []
    answers: list[dict[str, object]] = []
    for path in sorted((raw / "sessions").glob("*/notes.*")):
        read(path, questions, answers)
    out.mkdir(parents=True, exist_ok=True)
    table = pd.DataFrame(questions)
    table["topic"] = [
        topic(heading, text, topics)
        for heading, text in zip(table["heading"], table["text"], strict=True)
    ]
    table.to_parquet(out / "questions.parquet")
    pd.DataFrame(answers).to_parquet(out / "answers.parquet")
    rates = table.assign(deferred=table["outcome"] == "deferred").groupby("topic")["deferred"]
    rates.agg(["mean", "sum", "count"]).to_parquet(out / "deferral.parquet")


if __name__ == "__main__":
    main()
