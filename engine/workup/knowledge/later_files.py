"""Files of a pathway that are read when first asked for: scenarios, phrases, glossary, notes, seed, scoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from workup.knowledge.errors import ContentError, did_you_mean, nearest
from workup.knowledge.keeping import NOWHERE, Keeper
from workup.knowledge.pathways import Scenario, Scoring
from workup.knowledge.sources import Note, SeedStatement, Term

if TYPE_CHECKING:
    from workup.knowledge.findings import Finding
    from workup.knowledge.library import Library


@dataclass(frozen=True)
class LaterFiles:
    """The texts by file name, the pathway's folder, and the keeper of what they are read into.

    Every reading raises ContentError with every mistake of its file.
    """

    folder: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    keeper: Keeper = NOWHERE

    @cached_property
    def scenarios(self) -> Mapping[str, str]:
        """Give the file of each scenario, by id."""
        within = f"{self.folder}scenarios/"
        return {PurePosixPath(name).stem: name for name in self.texts if name.startswith(within)}

    def scenario(self, name: str, library: Library) -> Scenario:
        """Read the scenario of an id that is there."""
        from workup.knowledge.scenario_reading import read_scenario

        file = self.scenarios[name]
        return self.keeper.kept(f"scenario-{name}", lambda: read_scenario(file, self.texts[file], library))

    def described(self, library: Library) -> Mapping[str, Finding]:
        """Give the findings with the phrases of the files in `phrases/` added to their own."""
        from workup.knowledge.described import with_more_phrases

        within = f"{self.folder}phrases/"
        texts = {name: text for name, text in self.texts.items() if self.folder and name.startswith(within)}
        return with_more_phrases(library.findings, texts) if texts else library.findings

    def terms(self, library: Library) -> tuple[Term, ...]:
        """Read the glossary."""
        return self.keeper.kept("terms", lambda: self._list(Term, "terms", "glossary.yaml", library))

    def notes(self, library: Library) -> tuple[Note, ...]:
        """Read the background notes."""
        return self.keeper.kept("notes", lambda: self._list(Note, "notes", "notes.yaml", library))

    def seed(self, library: Library) -> tuple[SeedStatement, ...]:
        """Read the seed's statements."""
        return self.keeper.kept("seed", lambda: self._list(SeedStatement, "statements", "seed.yaml", library))

    def scoring(self) -> Scoring | None:
        """Read how a rehearsal is scored; None where the pathway does not say."""
        file = f"{self.folder}scoring.yaml"
        return read_scoring(file, self.texts[file]) if file in self.texts else None

    def _list(self, kind: Any, key: str, file: str, library: Library) -> tuple[Any, ...]:
        from workup.knowledge.validating import Reader
        from workup.knowledge.yaml_documents import parse_document

        name = f"{self.folder}{file}"
        if name not in self.texts:
            return ()
        document, problems = parse_document(self.texts[name], name)
        reader = Reader(document, problems)
        reader.top((key, "sources_checked_on"))
        placed = reader.models(kind, key)
        for place, item in placed:
            for i, citation in enumerate(getattr(item, "citations", ())):
                if citation.source not in library.sources:
                    reader.say((*place, "citations", i), f"there is no source {citation.source!r}")
            for i, reference in enumerate(getattr(item, "taught_by", ())):
                if reference not in library.references:
                    named, _, wanted = reference.partition(":")
                    reader.say(
                        (*place, "taught_by", i),
                        f"there is no {named} {wanted!r}",
                        did_you_mean(nearest(reference, library.references)),
                    )
        if problems:
            raise ContentError(problems)
        return tuple(item for _, item in placed)


def read_scoring(name: str, text: str) -> Scoring:
    """Read how a rehearsal is scored from YAML text; `name` is its path. Raises ContentError."""
    from workup.knowledge.validating import Reader, keys_of
    from workup.knowledge.yaml_documents import parse_document

    document, problems = parse_document(text, name)
    reader = Reader(document, problems)
    scoring = reader.model(Scoring, dict(reader.top(keys_of(Scoring))), ())
    if scoring is None or problems:
        raise ContentError(problems)
    return scoring
