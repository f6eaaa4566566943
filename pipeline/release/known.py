"""What is known of every release, whatever corpus it is of, said once for all who describe it."""

PURPOSE = (
    "What was asked in public question-and-answer calls, who answered, what was put off, and "
    "whether the promised reply came: every row leads back to the document and the line that it "
    "was read from."
)
COLLECTION = (
    "Notes, transcripts and chats of public sessions were taken from where they were published "
    "and laid into one folder a session. Each is listed in `documents` with its source, revision, "
    "licence and SHA-256."
)
PREPARATION = (
    "A program reads the documents by published rules and a small model of sentences: it finds "
    "questions and answers, resolves who is credited, and labels outcome, status, topic, promises "
    "and due days by the codebook. Every line is used, left out by a named rule, or listed in "
    "`quarantine`. People correct and confirm rows; `corrections` says which."
)
USES = [
    "Which topics are put off, and how often the promised reply comes.",
    "Finding a question, its answers, and the second of the recording at which it was asked.",
    "Learning or testing programs that read records of meetings.",
]
LIMITS = [
    (
        "Outcomes, topics, promises and due days are read by a program and can be wrong; "
        "`confirmed` marks the questions that a person has looked at, and `quality.json` says how "
        "right the labels were where they were compared with coding by hand."
    ),
    (
        "Notes are somebody's summary of what was said, not a record of every word; "
        "`discrepancies` lists where a recording differs."
    ),
    "That no reply is in the record does not mean that none was given.",
    (
        "Sessions are those whose records were collected: they are no sample of anything, and say "
        "nothing of sessions without records."
    ),
]
PERSONAL = [
    (
        "Those who speak in office (hosts, facilitators, respondents, note takers) are named as "
        "the sources name them."
    ),
    (
        "Those who ask are not named, and what was sent by mail is not published. Names that "
        "askers say in their questions are not searched for."
    ),
]
