"""A learner's walk: what can be chosen, what the rules answer, hints, scoring, debrief."""
