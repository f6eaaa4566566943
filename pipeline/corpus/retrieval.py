"""When the documents of a corpus were taken from where they were published."""

from datetime import date

from pipeline.corpus import LoadedCorpus, load_session


def newest_retrieval(loaded: LoadedCorpus) -> date | None:
    """The newest day that a `session.yaml` states; None where none does."""
    sessions = (load_session(folder, loaded.corpus).session for folder in loaded.folders)
    days = (
        document.retrieved
        for session in sessions
        if session
        for document in session.settings.documents.values()
    )
    return max((day for day in days if day), default=None)
