"""`workup walk-graph`: a scenario as plain JSON that a player can walk without a rules engine."""

from __future__ import annotations

import click

from workup.cli.options import content_options, echo_json
from workup.knowledge.library import Library


@click.command("walk-graph")
@click.argument("scenario", required=False)
@click.option("--schema", is_flag=True, help="Print the JSON schema of a walk graph instead.")
@content_options
def command(scenario: str | None, schema: bool, library: Library) -> None:
    """Write every state that a learner can reach in SCENARIO, and what the rules answer to each choice in it.

    \b
    Example:
      workup walk-graph thigh_26f > thigh_26f.json
      workup walk-graph --schema
    """
    from workup.reasoning.reasoner import reasoner_of
    from workup.teaching.graph_building import walk_graph
    from workup.teaching.walk_graph import schema as schema_of

    if schema:
        echo_json(schema_of())
        return
    if scenario is None:
        raise click.UsageError("name a scenario; workup rehearse lists them")
    graph = walk_graph(library.scenario(scenario), reasoner_of(library))
    for warning in graph.warnings:
        click.echo(warning, err=True)
    click.echo(graph.model_dump_json())
