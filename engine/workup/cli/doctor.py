"""`workup doctor`: which engine, which versions, which content, and what is missing."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import click

from workup.cli.options import content_options, echo_json, format_option
from workup.knowledge.library import Library

_PACKAGES = ("workup", "durable-rules", "pydantic", "PyYAML", "click", "rfc8785", "platformdirs")

_INSTALL = "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --no-cache-dir durable-rules==2.0.28"


@click.command("doctor")
@format_option("text", "json")
@content_options
def command(form: str, library: Library) -> None:
    """Check the installation and the content.

    \b
    Example:
      workup doctor
    """
    from workup.explaining.languages.known import language_of
    from workup.explaining.values import about
    from workup.knowledge.keeping import cache_folder
    from workup.reasoning.reasoner import ALONE, reasoner_of
    from workup.rendering.layout import no_style, notice

    engine, language = reasoner_of(library).engine_name, language_of(library)
    library.later.described(library)  # its mistakes are the content's too
    say = language.say
    counted = {
        "rules": library.rules,
        "findings": library.findings,
        "steps": library.steps,
        "scenarios": library.scenario_names,
    }
    rows: dict[str, str] = {
        "python": platform.python_version(),
        **{name: _version(name) or say("doctor.not_installed") for name in _PACKAGES},
        "engine": engine,
        "pathway": f"{library.pathway.pathway} {library.pathway.version}",
        "content": say("doctor.content", **{name: str(len(things)) for name, things in counted.items()}),
    }
    kept_in = str(cache_folder() or "")
    missing = [say("doctor.no_engine", command=_INSTALL)] if engine == ALONE else []
    if form == "json":
        echo_json({**about(library), **rows, "kept_in": kept_in, "missing": missing})
        return
    rows[say("doctor.content_hash")] = library.content_hash
    rows[say("doctor.kept_in")] = kept_in or say("doctor.nowhere")
    for line in notice(library, no_style):
        click.echo(line)
    for name, words in [*rows.items(), *((say("doctor.missing"), words) for words in missing)]:
        click.echo(f"{name:<14}{words}")
    click.echo(say("doctor.parts_missing" if missing else "doctor.whole"))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
