"""`workup pivots`: what would change the plan were it otherwise, what carries it alone, what cannot change it."""

from __future__ import annotations

import click

from workup.cli.options import CaseOptions, case_options, content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("pivots")
@case_options
@format_option("text", "json")
@content_options
def command(
    options: CaseOptions,
    form: str,
    library: Library,
) -> None:
    """List the single changes to stated facts that would alter the plan.

    Then, for each next step, the stated facts of which each alone would be enough to ask for it; and the scans,
    samples and tests of which every result leads to the same next steps.

    \b
    Example:
      workup pivots --set lump.site=thigh --set lump.depth=deep
    """
    from workup.explaining.enough import enough_for_next
    from workup.explaining.values import about, pivot_values
    from workup.explaining.what_if import pivots, unchanging
    from workup.reasoning.reasoner import reasoner_of
    from workup.rendering.changes import pivots_text

    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(options.case(library))
    found, enough = pivots(agenda, reasoner), enough_for_next(agenda, reasoner)
    cannot = unchanging(agenda, reasoner)
    if form == "json":
        turning = [pivot_values(pivot) for pivot in found]
        echo_json({**about(library), "pivots": turning, "each_enough": enough, "cannot_change_the_plan": cannot})
    else:
        click.echo(pivots_text(found, enough, cannot, agenda, style()), nl=False)
