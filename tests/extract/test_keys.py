"""Who is behind the numbers of speakers."""

import pytest

from pipeline.extract.keys import Keyed, speaker_key

BO, ANA = Keyed("Bo Ek", moderates=False), Keyed("Ana Lima", moderates=False)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        (
            "Key: Speaker 1 = Moderator (B. Ek), Speaker 2 = Ana Lima, Pilot, Speaker 5 = Bo Ek.",
            {"speaker 1": Keyed("B. Ek", moderates=True), "speaker 2": ANA, "speaker 5": BO},
        ),
        ("Speaker 1 is the moderator; Speaker 2 is Ana Lima.", {"speaker 2": ANA}),
        ("Speaker 2: Ana Lima, treasurer\nSpeaker 3: Bo Ek\n", {"speaker 2": ANA, "speaker 3": BO}),
        ("Speaker 1: Okay, I think we are live.\nSpeaker 2: Yes.", {}),
        ("Speaker 1: Ana, do you want to say hello?", {}),
        ("We heard 3 speakers.", {}),
    ],
)
def test_a_number_is_somebody_where_the_header_says_so(header, key):
    assert speaker_key(header) == key
