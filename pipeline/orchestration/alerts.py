"""Somebody is told when a run fails: by a command or an address from the environment."""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from urllib.request import Request, urlopen

import dagster as dg

#: A command that is given the message on standard input.
COMMAND = "OFFICEHOURS_ALERT_COMMAND"
#: An address (https://… or http://…) to which the message is posted as JSON, `{"text": …}`.
URL = "OFFICEHOURS_ALERT_URL"
_SECONDS = 30


@dg.run_failure_sensor(
    name="failure_alert",
    description=f"Tells {COMMAND} or {URL} of the environment that a run failed.",
)
def failure_alert(context: dg.RunFailureSensorContext) -> None:
    """Tell of a failed run: its job and id, and nothing of what was read."""
    run = context.dagster_run
    tell(f"officehours: the run {run.run_id} of {run.job_name} failed; see its page", os.environ)


def tell(message: str, environment: Mapping[str, str]) -> None:
    """Hand a message to the command and the address that the environment names.

    Raises:
        subprocess.SubprocessError: the command failed, or took too long.
        OSError: there is no such command, or the address does not answer.
        ValueError: the address is none of the web.
    """
    if command := environment.get(COMMAND):
        subprocess.run(  # noqa: S603 - the operator's own command, and no shell
            shlex.split(command), input=message.encode(), check=True, timeout=_SECONDS
        )
    if url := environment.get(URL):
        if not url.startswith(("https://", "http://")):
            raise ValueError(f"{URL} must start with https:// or http://")
        body = json.dumps({"text": message}).encode()
        headers = {"Content-Type": "application/json"}
        with urlopen(Request(url, body, headers), timeout=_SECONDS):  # noqa: S310 - see above
            pass
