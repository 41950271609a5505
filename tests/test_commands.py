"""A learner's line: choices by number, id and title, reasons by number and word, and every mistake with a way out."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_students import graph_of

from workup.teaching.attempt import Attempt, AttemptError, begin
from workup.teaching.commands import (
    Command,
    command_in,
    read_choice,
    read_judgment,
    read_note,
    read_point,
    read_reason,
)
from workup.teaching.events import SELF, SURE, Chosen, Judged, Noted, Pointed, Reasoned
from workup.teaching.offers import offers

# The chart of back_54m at its start: 1 54 years · 2 male · 3 trunk wall · 4 6 cm · 5 superficial · 6 mobile ·
# 7 growing · 8 120 months · 9 soft.


def at_start() -> Attempt:
    """Give an attempt that waits for its first choice."""
    return begin(graph_of("back_54m")).after(Noted(facts=()))


def at_end() -> Attempt:
    """Give an attempt with history and ultrasound done, in which only one choice is left."""
    attempt = at_start()
    for name in ("history_and_examination", "ultrasound"):
        attempt = attempt.after(Chosen(choice=name))
    return attempt


def chosen(line: str, attempt: Attempt | None = None) -> Chosen:
    attempt = attempt or at_start()
    return read_choice(line, attempt, offers(attempt, 0))


def cited(words: str, attempt: Attempt | None = None) -> tuple[str, ...]:
    return chosen(f"ultrasound because {words}", attempt).because


# -- choices -----------------------------------------------------------------------------------------


def test_a_number_names_the_choice_at_that_place_of_the_menu() -> None:
    menu = ("mri", "ultrasound", "radiograph")
    assert [read_choice(n, at_start(), menu).choice for n in ("1", "2", "3")] == list(menu)


@pytest.mark.parametrize("line", ["0", "9", "99999999999999999999"])
def test_a_number_that_is_not_on_the_menu_is_refused_with_those_that_are(line: str) -> None:
    with pytest.raises(AttemptError, match="1 to 8") as refused:
        chosen(line)
    assert refused.value.what == f"there is no choice {line}"


WORDS = {
    "an id": "core_biopsy",
    "an id with blanks": "core biopsy",
    "a title": "Planned biopsy",
    "a title in capitals": "PLANNED BIOPSY",
    "a title in blanks": "  planned   biopsy ",
    "a short": "planned biopsy",
    "the start of one title": "planned",
    "a word within one title": "biopsy",
}


@pytest.mark.parametrize("line", WORDS.values(), ids=WORDS)
def test_a_choice_is_named_by(line: str) -> None:
    assert chosen(line).choice == "core_biopsy"


@pytest.mark.parametrize("name", graph_of("back_54m").choices)
def test_every_choice_is_named_by_its_id_title_and_short(name: str) -> None:
    named = graph_of("back_54m").choices[name]
    assert [chosen(word).choice for word in (name, named.title, named.short)] == [name] * 3


def test_a_distractor_is_named_by_a_part_of_its_title() -> None:
    assert chosen("cut the lump out").choice == "excise_in_clinic"


def test_an_ambiguous_choice_is_refused_with_those_it_could_be() -> None:
    with pytest.raises(AttemptError, match="more than one choice") as refused:
        chosen("refer")
    named = refused.value.instead
    assert "Refer to the sarcoma team" in named
    assert "Refer to the specialty of the site" in named


def test_a_misspelled_choice_is_refused_with_the_nearest() -> None:
    with pytest.raises(AttemptError) as refused:
        chosen("core_biospy")
    assert (refused.value.what, refused.value.instead) == (
        "there is no choice 'core_biospy'",
        "did you mean core_biopsy?",
    )


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(AttemptError, match="there is no choice 'zzz'"):
        chosen("zzz")


def test_an_empty_line_is_no_choice() -> None:
    with pytest.raises(AttemptError):
        chosen("")


# -- how sure ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", SURE)
def test_the_last_word_says_how_sure(word: str) -> None:
    assert chosen(f"ultrasound because growing {word}").sure == word


@pytest.mark.parametrize("line", ["ultrasound sure", "ultrasound SURE", "4 sure", "4  because  sure"])
def test_how_sure_is_said_without_a_reason_too(line: str) -> None:
    assert chosen(line) == Chosen(choice="ultrasound", sure="sure")


def test_without_a_word_nothing_is_said_of_how_sure() -> None:
    assert chosen("ultrasound because growing").sure is None


def test_the_words_that_the_debrief_uses_for_fairly_are_read() -> None:
    assert chosen("ultrasound fairly sure") == Chosen(choice="ultrasound", sure="fairly")


# -- reasons -----------------------------------------------------------------------------------------

REASONS = {
    "a number": ("7", ("lump.growth",)),
    "numbers": ("3, 7", ("lump.site", "lump.growth")),
    "numbers side by side": ("3 7", ("lump.site", "lump.growth")),
    "a label": ("growing", ("lump.growth",)),
    "a label in capitals": ("Growing", ("lump.growth",)),
    "a label of two words": ("trunk wall", ("lump.site",)),
    "a label that starts with a number": ("120 months", ("lump.duration_months",)),
    "the start of a label": ("trunk", ("lump.site",)),
    "an id": ("lump.growth", ("lump.growth",)),
    "the second half of an id": ("growth", ("lump.growth",)),
    "the clause": ("the lump is growing", ("lump.growth",)),
    "two joined by and": ("growing and soft", ("lump.growth", "lump.consistency")),
    "three": ("growing, soft and 2", ("lump.growth", "lump.consistency", "patient.sex")),
    "one twice": ("growing, 7", ("lump.growth",)),
    "none": ("none", ()),
    "nothing": ("Nothing", ()),
}


@pytest.mark.parametrize(("words", "found"), REASONS.values(), ids=REASONS)
def test_a_reason_is_read_from(words: str, found: tuple[str, ...]) -> None:
    assert cited(words) == found


STEPS = {"an id": "ultrasound", "a title": "Ultrasound of the lump", "a short and done": "ultrasound done"}


@pytest.mark.parametrize("words", STEPS.values(), ids=STEPS)
def test_a_done_step_is_a_reason_named_by(words: str) -> None:
    assert cited(words, at_end()) == ("ultrasound",)


def test_a_done_step_and_a_fact_are_reasons_together() -> None:
    assert cited("ultrasound, 14", at_end()) == ("lump.growth", "ultrasound")[::-1]


@pytest.mark.parametrize("words", ["history_and_examination", "history and examination", "history"])
def test_a_done_step_with_and_in_its_name_is_one_reason(words: str) -> None:
    assert cited(words, at_end()) == ("history_and_examination",)


def test_a_step_that_is_not_done_is_no_reason() -> None:
    with pytest.raises(AttemptError, match="there is no fact on the chart 'radiograph'"):
        cited("radiograph", at_end())


def test_a_fact_that_is_not_on_the_chart_yet_is_no_reason() -> None:
    with pytest.raises(AttemptError, match="there is no fact on the chart"):
        cited("painless")


@pytest.mark.parametrize(
    "words",
    ["no fit, weakness or confusion", "limb not cold, pale or numb"],
)
def test_a_label_with_a_comma_is_one_reason(words: str) -> None:
    assert len(cited(words, at_end())) == 1


@pytest.mark.parametrize("words", ["growing, no fit, weakness or confusion", "no fit, weakness or confusion, growing"])
def test_a_label_with_a_comma_stands_beside_another(words: str) -> None:
    assert set(cited(words, at_end())) == {"lump.growth", "neuro.seizure_or_deficit_now"}


@pytest.mark.parametrize("words", ["not bluish and does not empty", "growing, not bluish and does not empty"])
def test_a_label_with_and_in_it_is_one_reason(words: str) -> None:
    assert "lump.blue_or_compressible" in cited(words, at_end())


def test_a_label_that_ends_in_sure_is_read_with_how_sure_behind_it() -> None:
    found = chosen("explain because ultrasound sure fairly", at_end())
    assert (found.because, found.sure) == (("ultrasound.confidence",), "fairly")


def test_every_label_of_a_chart_can_be_typed_as_it_is_shown() -> None:
    attempt = at_end()
    facts = [attempt.graph.facts[key] for key in attempt.here.chart]
    found = {fact.label: read_reason(fact.label, attempt).because for fact in facts}
    assert found == {fact.label: (fact.finding,) for fact in facts}


def test_every_number_of_a_chart_names_its_fact() -> None:
    attempt = at_end()
    facts = [attempt.graph.facts[key].finding for key in attempt.here.chart]
    assert [read_reason(str(n), attempt).because[0] for n in range(1, len(facts) + 1)] == facts


def test_a_word_of_several_labels_is_refused_with_some_of_those_labels() -> None:
    with pytest.raises(AttemptError, match="more than one fact on the chart") as refused:
        cited("signs", at_end())
    assert "no signs from the spinal cord" in refused.value.instead


def test_half_an_id_that_two_findings_share_is_refused() -> None:
    """Depth is lump.depth and ultrasound.depth."""
    with pytest.raises(AttemptError, match="more than one"):
        cited("depth", at_end())


def test_a_misspelled_reason_is_refused_with_the_nearest() -> None:
    with pytest.raises(AttemptError) as refused:
        cited("growng")
    assert refused.value.instead == "did you mean growing?"


def test_a_number_beyond_the_chart_is_refused() -> None:
    with pytest.raises(AttemptError, match="there is no fact on the chart '10'"):
        cited("10")


# -- the other answers -------------------------------------------------------------------------------


def test_facts_that_matter_are_read_by_number_and_by_word() -> None:
    attempt = begin(graph_of("back_54m"))
    assert read_note("growing, 3 and soft", attempt).facts == (
        "lump.growth=growing",
        "lump.site=trunk",
        "lump.consistency=soft",
    )


def test_no_fact_is_an_answer_too() -> None:
    assert read_note("none", begin(graph_of("back_54m"))).facts == ()


@pytest.mark.parametrize("line", ["5", "because 5", "Because superficial", "superficial"])
def test_a_reason_may_begin_with_because(line: str) -> None:
    assert read_reason(line, at_start()) == Reasoned(because=("lump.depth",))


def test_a_misstep_is_named_by_its_number() -> None:
    assert read_point(" 3 ") == Pointed(move=3)


@pytest.mark.parametrize("line", ["", "three", "-1", "1.5", "²"])
def test_no_number_names_no_misstep(line: str) -> None:
    with pytest.raises(AttemptError, match="is not a number"):
        read_point(line)


@pytest.mark.parametrize("line", ["order reasons nothing", "1 2 5", "Order, Reasons, Nothing", "order,2 5"])
def test_a_look_at_oneself_is_read_by_word_and_by_number(line: str) -> None:
    assert read_judgment(line) == Judged(well="order", change="reasons", unclear="nothing")


@pytest.mark.parametrize("line", ["", "skip"])
def test_a_look_at_oneself_can_be_skipped(line: str) -> None:
    assert read_judgment(line) == Judged(well="nothing", change="nothing", unclear="nothing")


@pytest.mark.parametrize("line", ["order", "order reasons", "order reasons safety nothing"])
def test_a_look_at_oneself_has_three_answers(line: str) -> None:
    with pytest.raises(AttemptError, match="three answers") as refused:
        read_judgment(line)
    assert all(word in refused.value.instead for word in SELF)


@pytest.mark.parametrize("line", ["order reasons luck", "0 1 2", "1 2 6", "1 2 ²"])
def test_an_answer_about_oneself_that_is_none_is_refused_with_those_that_are(line: str) -> None:
    with pytest.raises(AttemptError, match="none of the answers") as refused:
        read_judgment(line)
    assert all(word in refused.value.instead for word in SELF)


# -- words that ask ----------------------------------------------------------------------------------

ASKED = {
    "?": Command("hint"),
    " HINT ": Command("hint"),
    "why": Command("why"),
    "why 3": Command("why", "3"),
    "whynot core biopsy": Command("whynot", "core biopsy"),
    "why-not 3": Command("whynot", "3"),
    "whatif lump.depth=superficial": Command("whatif", "lump.depth=superficial"),
    "What-If  a=b": Command("whatif", "a=b"),
    "map": Command("map"),
    "chart": Command("chart"),
    "choices": Command("choices"),
    "all": Command("all"),
    "undo": Command("undo"),
    "me": Command("me"),
    "ME": Command("me"),
    "help": Command("help"),
}


@pytest.mark.parametrize(("line", "found"), ASKED.items())
def test_a_word_that_asks_is_read(line: str, found: Command) -> None:
    assert command_in(line) == found


@pytest.mark.parametrize(
    "line", ["", "2", "2 because deep", "mri", "mean", "whyever", "mapping", "order reasons nothing"]
)
def test_an_answer_is_no_word_that_asks(line: str) -> None:
    assert command_in(line) is None


def test_nothing_that_can_be_chosen_or_cited_is_taken_for_a_word_that_asks() -> None:
    graph = graph_of("back_54m")
    words = [word for name, named in graph.choices.items() for word in (name, named.title, named.short)]
    words += [word for fact in graph.facts.values() for word in (fact.label, fact.says, fact.finding)]
    assert [word for word in words if command_in(word)] == []


# -- any text ----------------------------------------------------------------------------------------

_PIECES = ("because", "sure", "and", ",", ";", "1", "7", "²", "٣", "growing", "mri", "none", "ultrasound", "no", "the")
_LINES = st.text(max_size=40) | st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=8).map(" ".join)

READERS = {
    "note": lambda line: read_note(line, begin(graph_of("back_54m"))),
    "choice": lambda line: chosen(line),
    "choice, late": lambda line: chosen(line, at_end()),
    "reason": lambda line: read_reason(line, at_end()),
    "point": read_point,
    "judgment": read_judgment,
}


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=60, deadline=None)
@given(line=_LINES)
def test_any_text_is_an_event_or_a_mistake_told(reader: str, line: str) -> None:
    event: object = None
    with suppress(AttemptError):
        event = READERS[reader](line)
    assert isinstance(event, Noted | Chosen | Reasoned | Pointed | Judged | None)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("line", ["²", "9" * 5000, "x" * 100_000, "1 because ²", "1 because " + "9" * 5000])
def test_an_odd_number_or_a_long_text_is_an_event_or_a_mistake_told(reader: str, line: str) -> None:
    told = ""
    try:
        READERS[reader](line)
    except AttemptError as refused:
        told = str(refused)
    assert len(told) < 400
