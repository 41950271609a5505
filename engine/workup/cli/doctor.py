"""`workup doctor`: which engine, which versions, which content, and what is missing."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import click

from workup.cli.options import content_options, echo_json, format_option
from workup.knowledge.library import Library

_PACKAGES = ("workup", "durable-rules", "pydantic", "PyYAML", "click", "rfc8785", "platformdirs")


@click.command("doctor")
@format_option("text", "json")
@content_options
def command(form: str, library: Library) -> None:
    """Check the installation and the content.

    \b
    Example:
      workup doctor
    """
    from workup.explaining.notice import TEACHING, review_line
    from workup.explaining.values import about
    from workup.reasoning.reasoner import ALONE, reasoner_of

    engine = reasoner_of(library).engine_name
    rows: dict[str, str] = {
        "python": platform.python_version(),
        **{name: _version(name) for name in _PACKAGES},
        "engine": engine,
        "pathway": f"{library.pathway.pathway} {library.pathway.version}",
        "content": f"{len(library.rules)} rules, {len(library.findings)} findings, {len(library.steps)} steps, "
        f"{len(library.scenario_names)} scenarios",
        "content hash": library.content_hash,
    }
    missing = []
    if engine == ALONE:
        missing.append(
            "durable-rules cannot be imported, so the three-valued reading serves alone; "
            "install a C compiler and run: "
            "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --no-cache-dir durable-rules==2.0.28"
        )
    if form == "json":
        echo_json({**about(library), **rows, "missing": missing})
    else:
        click.echo(TEACHING)
        click.echo(review_line(library.pathway))
        for name, words in rows.items():
            click.echo(f"{name:<14}{words}")
        for words in missing:
            click.echo(f"missing       {words}")
        click.echo("everything is there" if not missing else "it works, with the above missing")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
