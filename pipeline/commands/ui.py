"""`officehours ui`: Dagster's web UI."""

import os
import sys

import click

from pipeline.commands.terminal import ROOT


@click.command()
@click.option("--port", default=3000, show_default=True, help="Port on 127.0.0.1.")
def ui(port: int) -> None:
    """Open Dagster's web UI on 127.0.0.1; its state is kept in outputs/.dagster."""
    from pipeline.orchestration.graph import dagster_home

    home = dagster_home(ROOT / "outputs")
    command = [sys.executable, "-m", "dagster_webserver", "-h", "127.0.0.1", "-p", str(port)]
    command += ["-w", str(ROOT / "workspace.yaml")]
    click.echo(f"http://127.0.0.1:{port} (stop with Ctrl-C)")
    os.chdir(ROOT)
    os.execve(sys.executable, command, {**os.environ, "DAGSTER_HOME": str(home)})
