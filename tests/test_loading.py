"""The loader: what it gives for good content, and what it says of every mistake in `broken/`.

Each folder of `broken/` holds the files that differ from `content/small`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workup import ContentError, Library, UnknownNameError, load

TESTS = Path(__file__).parent
SMALL = TESTS / "content" / "small"
ASK, LOOK = "rules/small/ask.yaml", "rules/small/look.yaml"
PATHWAY, FINDINGS = "pathways/small/pathway.yaml", "pathways/small/findings.yaml"
SOURCES = "pathways/small/sources.yaml"

# mistake: (place, words of the message)
MISTAKES: dict[str, tuple[str, tuple[str, ...]]] = {
    # YAML
    "alias": (f"{LOOK}:13", ("anchors and aliases", "quote it")),
    "anchor": (f"{LOOK}:6", ("anchors and aliases", "quote it")),
    "duplicate_key": (f"{LOOK}:7", ("'because' stands twice", "first on line 6")),
    "empty_file": (LOOK, ("empty",)),
    "not_utf8": (LOOK, ("not UTF-8",)),
    "not_yaml": (f"{LOOK}:6", ("not YAML", "put quotes round text that contains a colon")),
    "findings_not_yaml": (f"{FINDINGS}:6", ("not YAML", "put quotes round text that contains a colon")),
    "pathway_not_yaml": ("pathways/small/pathway.yaml:6", ("not YAML", "put quotes round text that contains a colon")),
    "second_document": (f"{LOOK}:2", ("second document", "one document a file")),
    "tab": (f"{LOOK}:6", ("not YAML", "indent with spaces")),
    "tag": (f"{LOOK}:6", ("tags", "plain text")),
    # keys and shapes
    "a_list_at_the_top": (f"{SOURCES}:1", ("must be a mapping",)),
    "missing_key": (f"{LOOK}:3", ("'because' is missing",)),
    "number_without_range": (f"{FINDINGS}:18", ("needs unit, range and says",)),
    "one_word_for_two_values": (f"{FINDINGS}:2", ("one word for two values", "deep")),
    "open_bracket": (f"{FINDINGS}:2", ("a bracket does not close", "(deep|under to fascia")),
    "rules_not_a_list": (f"{LOOK}:2", ("rules must be a list",)),
    "two_consequents": (f"{LOOK}:5", ("one consequent", "recommend, hold, close")),
    "unknown_key": (f"{LOOK}:7", ("unknown key 'becuase'", "did you mean because?")),
    "unknown_urgency": (f"{LOOK}:5", ("urgency", "'very_urgent'")),
    "wrong_name": (f"{LOOK}:3", ("rule", "pattern")),
    "yes_no_in_wrong_order": (f"{FINDINGS}:10", ("yes and no", "yes first")),
    # names
    "conclusion_twice": (f"{LOOK}:3", ("'deep_lump' is declared twice",)),
    "duplicate_finding": (f"{FINDINGS}:18", ("'lump.painful' stands twice", "first on line 10")),
    "duplicate_rule": (f"{LOOK}:17", ("'scan_suspicious' stands twice", "first on line 3")),
    "duplicate_source": (f"{SOURCES}:3", ("'book' stands twice", "first on line 2")),
    "same_name_for_two_things": (PATHWAY, ("'scan' is used for two things",)),
    "step_read_in_hold_when": (f"{LOOK}:18", ("scan is a step", "a hold's until")),
    "step_read_in_recommend": (f"{LOOK}:11", ("scan is a step", "a hold's until")),
    "unknown_conclusion": (f"{ASK}:21", ("'suspicous_lump'", "did you mean suspicious_lump?")),
    "unknown_finding": (f"{LOOK}:11", ("'scan.resullt'", "did you mean scan.result?")),
    "unknown_principle": (f"{LOOK}:3", ("no principle 'look_frist'", "did you mean look_first?")),
    "unknown_rule_pack": (f"{PATHWAY}:6", ("no rule pack 'large'",)),
    "unknown_source": (f"{LOOK}:3", ("no source 'bok'", "did you mean book?")),
    "unknown_step": (f"{LOOK}:5", ("no step 'scam'", "did you mean scan?")),
    "unknown_value": (f"{LOOK}:11", ("cannot be 'suspicous'", "did you mean suspicious?")),
    # what holds of a whole library
    "assumed_leaves_unanswered": (f"{PATHWAY}:15", ("history leaves unanswered: lump.size_cm",)),
    "assumed_wrong_value": (f"{PATHWAY}:22", ("assumed of scan", "cannot be 'suspicous'")),
    "circle_of_conclusions": (f"{ASK}:12", ("in a circle", "deep_lump, suspicious_lump")),
    "done_when_all_and_any": (f"{PATHWAY}:22", ("scan needs all or any, one of them",)),
    "done_when_foreign_finding": (f"{PATHWAY}:22", ("names 'lump.depth'", "not a finding of this step")),
    "example_missing": (f"{LOOK}:10", ("look.sample_suspicious has no does_not_fire",)),
    "example_unknown_finding": (f"{LOOK}:10", ("'scan.results'", "did you mean scan.result?")),
    "example_wrong_value": (f"{LOOK}:10", ("cannot be 'beningn'", "did you mean benign?")),
    "hold_without_end": (f"{LOOK}:17", ("nothing can undo the hold look.map_first",)),
    "recommend_needs_itself": (f"{LOOK}:3", ("only scan itself yields", "again: yes")),
    "recommend_needs_itself_through_a_conclusion": (f"{LOOK}:25", ("look.scan_more", "only scan itself")),
    "step_never_recommended": (f"{PATHWAY}:29", ("no rule ever recommends biopsy",)),
    "step_of_no_stage": (f"{PATHWAY}:29", ("no stage", "'take'")),
    # the place is told with its line too
    "conclusion_without_rule": (f"{ASK}:5", ("no rule concludes large_lump",)),
    "distractor_refused_by_no_rule": (f"{PATHWAY}:38", ("cut_it_out", "did you mean look.map_first?")),
    "finding_of_no_step": (f"{FINDINGS}:27", ("scan.result", "'scam'", "did you mean scan?")),
    "only_with_unknown": (f"{FINDINGS}:10", ("'lump.dept'", "did you mean lump.depth?")),
    "over_time_of_no_value": (f"{FINDINGS}:18", ("over_time of lump.size_cm", "one of its values")),
    "done_when_reads_a_conclusion": (f"{PATHWAY}:27", ("suspicious_lump",)),
    "duplicate_step": (f"{PATHWAY}:29", ("'scan' stands twice", "first on line 22")),
    "also_accepted_without_conflict": (f"{LOOK}:3", ("also_accepted", "without a conflict", "conflict:")),
    "also_accepted_names_no_step": (f"{LOOK}:3", ("'biopsi', which is no step", "did you mean biopsy?")),
    "same_rule_in_two_packs": ("rules/small/look.yaml:3", ("look.scan_suspicious",)),
}
SEVERAL = {"two_mistakes", "unknown_key_and_unknown_finding", "unknown_key_beside_wrong_consequent"}


def load_broken(mistake: str, folder: Path) -> Library:
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    shutil.copytree(TESTS / "broken" / mistake, folder, dirs_exist_ok=True)
    return load(folder / "pathways", folder / "rules", pathway="small")


def problems_of(mistake: str, folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        load_broken(mistake, folder)
    return [
        (p.path if p.line is None else f"{p.path}:{p.line}", f"{p.what} {p.instead}") for p in caught.value.problems
    ]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_is_told_with_its_place_and_what_to_do_instead(mistake: str, tmp_path: Path) -> None:
    place, words = MISTAKES[mistake]
    told = problems_of(mistake, tmp_path)
    assert place in [where for where, _ in told], told
    message = " ".join(what for where, what in told if where == place)
    assert all(word in message for word in words), message


def test_every_broken_folder_is_tested() -> None:
    assert {path.name for path in (TESTS / "broken").iterdir()} == set(MISTAKES) | SEVERAL


def test_two_mistakes_are_reported_at_once_with_the_unknown_key_first(tmp_path: Path) -> None:
    assert [what.split(" ", 3)[:3] for _, what in problems_of("two_mistakes", tmp_path)] == [
        ["unknown", "key", "'becuase'"],
        ["the", "key", "'because'"],
    ]


def test_an_unknown_key_comes_before_a_mistaken_criterion(tmp_path: Path) -> None:
    first, second = problems_of("unknown_key_and_unknown_finding", tmp_path)
    assert first[0] == f"{LOOK}:5"
    assert "unknown key 'becuase'" in first[1]
    assert second[0] == f"{LOOK}:4"
    assert "'suspicous_lump'" in second[1]


def test_an_unknown_key_is_told_beside_a_mistaken_consequent(tmp_path: Path) -> None:
    told = problems_of("unknown_key_beside_wrong_consequent", tmp_path)
    assert f"{LOOK}:6" in [where for where, _ in told], told


def test_a_file_that_is_not_utf8_is_told_once(tmp_path: Path) -> None:
    assert [where for where, _ in problems_of("not_utf8", tmp_path)] == [LOOK]


def test_mistakes_of_several_files_are_told_together(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "broken" / "duplicate_source", tmp_path, dirs_exist_ok=True)
    shutil.copytree(TESTS / "broken" / "unknown_step", tmp_path, dirs_exist_ok=True)
    shutil.copytree(SMALL, tmp_path / "whole")
    shutil.copytree(tmp_path / "pathways", tmp_path / "whole" / "pathways", dirs_exist_ok=True)
    shutil.copytree(tmp_path / "rules", tmp_path / "whole" / "rules", dirs_exist_ok=True)
    with pytest.raises(ContentError) as caught:
        load(tmp_path / "whole" / "pathways", tmp_path / "whole" / "rules", pathway="small")
    assert {problem.path for problem in caught.value.problems} == {SOURCES, LOOK}


def test_a_pathway_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"there is no pathway 'smal'\n    did you mean small\?"):
        load(SMALL / "pathways", SMALL / "rules", pathway="smal")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    (tmp_path / SOURCES).unlink()
    with pytest.raises(ContentError, match=f"{SOURCES}: the file is missing"):
        load(tmp_path / "pathways", tmp_path / "rules", pathway="small")


# -- good content ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small() -> Library:
    return load(SMALL / "pathways", SMALL / "rules", pathway="small")


def test_rules_are_named_after_their_file(small: Library) -> None:
    assert [rule.id for rule in small.rules] == [
        "ask.take_history",
        "ask.deep_by_hand",
        "ask.deep_is_suspicious",
        "look.scan_suspicious",
        "look.sample_suspicious",
        "look.map_first",
    ]


def test_a_rule_knows_its_file_and_line(small: Library) -> None:
    rule = small.rule["look.map_first"]
    assert (rule.file, rule.line) == (LOOK, 17)


def test_conclusions_stand_in_an_order_in_which_each_reads_those_before_it(small: Library) -> None:
    assert list(small.conclusions) == ["deep_lump", "suspicious_lump"]


def test_a_rule_rests_on_findings_through_its_conclusions(small: Library) -> None:
    assert small.findings_read(small.rule["look.scan_suspicious"]) == {"lump.depth"}


def test_a_scenario_is_typed_by_the_vocabulary_and_repeats_as_a_list(small: Library) -> None:
    scenario = small.scenario("one_lump")
    assert scenario.shows["history"] == ({"lump.painful": False},)
    assert scenario.shows["scan"] == ({"scan.result": "benign"}, {"scan.result": "suspicious"})


def test_glossary_and_notes_are_read(small: Library) -> None:
    assert [term.term for term in small.terms] == ["fascia"]
    assert [note.note for note in small.notes] == ["rarity"]


def test_a_scenario_that_is_not_there_is_named_with_the_nearest(small: Library) -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean one_lump\?"):
        small.scenario("one_lumps")


def test_a_mistaken_scenario_is_told_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "pathways/small/scenarios/one_lump.yaml"
    path.write_text(path.read_text().replace("scan.result: benign", "scan.result: beningn"))
    library = load(tmp_path / "pathways", tmp_path / "rules", pathway="small")
    with pytest.raises(ContentError, match=r"one_lump\.yaml:7: .*'beningn'"):
        library.scenario("one_lump")


def test_the_content_hash_changes_with_any_file(small: Library, tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    assert load(tmp_path / "pathways", tmp_path / "rules", pathway="small").content_hash == small.content_hash
    with (tmp_path / "pathways/small/scenarios/one_lump.yaml").open("a") as file:
        file.write("# a word\n")
    assert load(tmp_path / "pathways", tmp_path / "rules", pathway="small").content_hash != small.content_hash


@pytest.mark.parametrize("mistake", ["findings_not_yaml", "pathway_not_yaml"])
def test_what_all_names_come_from_is_told_alone_where_it_cannot_be_read(mistake: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_broken(mistake, tmp_path)
    assert len(caught.value.problems) == 1
