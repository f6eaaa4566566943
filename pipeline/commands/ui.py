"""`officehours ui`: Dagster's web UI, and the daemon that sensors and schedules run in."""

import os
import subprocess
import sys

import click

from pipeline.commands.terminal import ROOT


@click.command()
@click.option("--port", default=3000, show_default=True, help="Port on 127.0.0.1.")
def ui(port: int) -> None:
    """Open Dagster's web UI on 127.0.0.1; its state is kept in .dagster below the outputs.

    What is switched on under Automation works for as long as this does.
    """
    from pipeline.orchestration.graph import dagster_home
    from pipeline.orchestration.workspace import workspace_of

    home = dagster_home(workspace_of(os.environ, ROOT).out)
    environment = {**os.environ, "DAGSTER_HOME": str(home.resolve())}
    over = ["-w", str(ROOT / "workspace.yaml")]
    pages = ["dagster_webserver", "-h", "127.0.0.1", "-p", str(port), *over]
    click.echo(f"http://127.0.0.1:{port} (stop with Ctrl-C)")
    daemon = _start(["dagster._daemon", "run", "--log-level", "warning", *over], environment)
    try:
        sys.exit(_start(pages, environment).wait())
    except KeyboardInterrupt:
        pass
    finally:
        daemon.terminate()
        daemon.wait()


def _start(module: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *module]
    return subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own words
