"""Sessions and the people, topics and channels that belong to them."""

from schemas.contract import Date, Placed, Table, Text, Timestamp, column
from schemas.words import Channel, PersonKind, Privacy, Role


class Sessions(Placed):
    """One public question-and-answer call. Its place is that of the title."""

    session_id: Text = column("The session: its day, and a slug where a day has several.", key=True)
    title: Text = column("Title as printed.")
    series: Text = column("The series of sessions it belongs to.", null=True)
    date: Date = column("Day of the session.", unit="day")
    starts_at: Timestamp = column("Start of the session.", unit="UTC", null=True)
    language: Text = column("Main language of the record.", unit="ISO 639-1")
    recording_url: Text = column("Address of the recording.", null=True)
    license: Text = column("Licence of the session's texts, an SPDX id where there is one.")
    follow_up_policy: Text = column(
        "What the page promises about questions that the session does not get to, verbatim.",
        null=True,
        privacy=Privacy.OFFICE,
    )


class People(Table):
    """A person or team who spoke in office in some session."""

    person_id: Text = column("Slug of the full name.", key=True, privacy=Privacy.OFFICE)
    name: Text = column("Full name.", privacy=Privacy.OFFICE)
    kind: Text = column("Person or team.", words=PersonKind)


class Participations(Placed):
    """A part that a person or team had in a session."""

    session_id: Text = column("The session.", key=True, references="sessions.session_id")
    person_id: Text = column(
        "Who.", key=True, references="people.person_id", privacy=Privacy.OFFICE
    )
    role: Text = column("In which part.", key=True, words=Role)
    title: Text = column("Title held at the time, as printed.", null=True, privacy=Privacy.OFFICE)
    affiliation: Text = column(
        "Team or organisation at the time, as printed.", null=True, privacy=Privacy.OFFICE
    )
    attribution: Text = column("The name as printed at this place.", privacy=Privacy.OFFICE)


class SessionTopics(Placed):
    """A topic that the page declares to be in scope."""

    session_id: Text = column("The session.", key=True, references="sessions.session_id")
    topic_id: Text = column("The topic.", key=True, references="topics.topic_id")


class SessionChannels(Placed):
    """A channel on which the session took questions."""

    session_id: Text = column("The session.", key=True, references="sessions.session_id")
    channel: Text = column("The channel.", key=True, words=Channel)


class Topics(Table):
    """A topic of the corpus's own list."""

    topic_id: Text = column("Slug of the topic.", key=True)
    label: Text = column("Preferred label.")
    broader_id: Text = column("The broader topic.", null=True, references="topics.topic_id")
    scope_note: Text = column("What belongs to the topic.", null=True)
    alt_labels: Text = column("Other labels, joined by '; '.", null=True)
