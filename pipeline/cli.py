"""The command `officehours`."""

import sys

import click

from pipeline import environment
from pipeline.commands.build import build
from pipeline.commands.check import check
from pipeline.commands.diff import diff
from pipeline.commands.evaluate import evaluate
from pipeline.commands.explain import explain
from pipeline.commands.forget import forget
from pipeline.commands.new_session import new_session
from pipeline.commands.people import people
from pipeline.commands.promises import promises
from pipeline.commands.publish import publish
from pipeline.commands.release import release
from pipeline.commands.retract import retract
from pipeline.commands.review import review
from pipeline.commands.site import site
from pipeline.commands.split import split
from pipeline.commands.stats import stats
from pipeline.commands.terminal import NOT_DONE, complain
from pipeline.commands.ui import ui
from pipeline.commands.verify import verify


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    commands=[
        build,
        check,
        diff,
        evaluate,
        explain,
        forget,
        new_session,
        people,
        promises,
        publish,
        release,
        retract,
        review,
        site,
        split,
        stats,
        ui,
        verify,
    ],
)
@click.version_option(package_name="office-hours-dataset")
def main() -> None:
    """Public question-and-answer calls to validated tables and rates.

    Exit status: 0 done; 1 done, but a file was refused or a session failed; 2 not done.
    """
    if stale := environment.stale():
        advice = (
            "the environment is not that of requirements.lock; run make dataset, which renews it"
        )
        complain([*stale, advice])
        sys.exit(NOT_DONE)
