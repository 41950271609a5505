"""The command line: one thin command a file, each imported only when it is called."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from workup.knowledge.errors import WorkupError

_COMMANDS = {
    "walk": "Walk a case or a scenario: what is next, what is not yet, and the route ahead.",
    "describe": "Say what is understood of a presentation in plain words, and what is not.",
    "why": "Explain why a step is next, or why it is not.",
    "ask": "Rank what to ask next, with what each answer would change.",
    "what-if": "State findings anew and see which steps change, and why.",
    "pivots": "List what would change the plan were it otherwise, and what cannot change it.",
    "compare": "Compare two steps: why this rather than that.",
    "trace": "Write one agenda as canonical JSON with its hashes, or replay one.",
    "diagram": "Draw the pathway with one case on it, as SVG or Mermaid.",
    "findings": "List what can be stated, with its values and the question to ask.",
    "steps": "List the steps of the pathway.",
    "sources": "Say which statement rests on what, how far verified, and what fits.",
    "notes": "Read the background notes; never shown in a walk.",
    "glossary": "Look up a word.",
    "rehearse": "Rehearse a workup: choose, say why, be answered by the rules, look back.",
    "walk-graph": "Write a scenario as JSON that a player can walk without a rules engine.",
    "history": "List what was rehearsed on this device and what to revisit, or delete it all.",
    "doctor": "Say which engine is in use, which versions and content, and what is missing.",
}


_SELDOM = 100_000
"""How many new objects call for a collection: a command lives too briefly to gain by one."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"workup.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="workup", prog_name="workup")
def group() -> None:
    """Walk a described lump through imaging, biopsy and fusion testing, each step explained.

    For teaching. Not for real patients, and not about your own symptoms.
    """


def main() -> None:
    """Run the command line: a mistake is one message and exit 1, wrong usage exit 2."""
    gc.set_threshold(_SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = group(standalone_mode=False)
        if isinstance(code, int) and code:
            sys.exit(code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except WorkupError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    finally:
        gc.freeze()  # the process ends: to look for garbage once more would cost a tenth of it
