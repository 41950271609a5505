"""Every sentence that a rehearsal says, whole, with named slots for content. The one place for its phrasing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    # what the rules answer to a choice
    "fits": "{title}: it fits now, because {facts}.",
    "fits_always": "{title}: it fits now.",
    "fits_again": "{title}, once more: it fits now, because {facts}.",
    "comes_in": "{title}: it was ordered, and its result comes in.",
    "accepted": "{title}: sources differ here, and either way is accepted.",
    "stops": "Everything else stops: {facts}.",
    "held": "{title}: not yet.",
    "held_unsafe": "{title}: stop. What is lost here is not given back.",
    "held_until": "It is held until {until}.",
    "waits": "{title}: nothing asks for it yet. What would decide it is still open: {missing}.",
    "waits_unnamed": "{title}: nothing asks for it yet.",
    "open_finding": "the {finding}",
    "open_step": "the {step}",
    "closed": "{title}: not needed here, because {facts}.",
    "refuted": "{title}: nothing asks for it here, because {facts}.",
    "refuted_by_step": "{title}: nothing asks for it here. It would need the result of {step}, which is not needed.",
    "never": "{title}: nothing asks for it here.",
    "no_red_flag": "{title}: nothing stated is a red flag.",
    "already_done": "{title}: it is done.",
    "whatever": "Whatever it showed, the next step would still be {step}.",
    "whatever_ends": "Whatever it showed, nothing would change.",
    "red_flag_first": "{title}: stop. A red flag comes first, because {facts}.",
    "distractor": "{title}: the pathway never asks for this.",
    "distractor_costs": "What it costs: {harm}",
    "distractor_open": "Whether the rule that refuses it applies is still unknown, and unknown is not no.",
    "distractor_silent": "The rule that refuses it does not apply here; still, nothing asks for it.",
    # hints
    "hint_facts": "Look again at this: {facts}.",
    "hint_no_fact_needed": "No fact of the chart is needed for what comes next.",
    "hint_takes_away": "One choice fewer: {title}.",
    "hint_nothing_to_take_away": "No wrong choice is left to take away.",
    "hint_does_it": "The pathway takes: {title}. Say what it rests on, and the walk goes on.",
    # what was counted for a score
    "counted_key_steps": "{met} of {all} key steps chosen right at the first try, without help",
    "counted_reasons": "{full} of {all} choices with facts that are reason enough",
    "counted_order": "{kept} of {all} ordered pairs of steps tried in order",
    "counted_noticing": "{right} of the {picked} facts picked bear on the walk, where {wanted} could be picked",
    "counted_efficiency": "{useful} of {all} choices led on",
    # a source in one line
    "source": "{title} ({verified})",
    "source_at": "{title}, {at} ({verified})",
    "source_fit": "{title} ({verified}; {fit})",
    "source_at_fit": "{title}, {at} ({verified}; {fit})",
}


def say(key: str, **slots: str) -> str:
    """Give a sentence with its slots filled.

    >>> say("never", title="PET")
    'PET: nothing asks for it here.'
    """
    return SENTENCES[key].format(**slots)
