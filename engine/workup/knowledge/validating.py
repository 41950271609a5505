"""Plain values of a document into models, every mistake with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from workup.knowledge.criteria import ALWAYS, Condition, Names, parse_condition
from workup.knowledge.errors import Problem, did_you_mean, nearest
from workup.knowledge.rules import CONSEQUENTS
from workup.knowledge.shapes import Shape
from workup.knowledge.yaml_documents import Document, Place

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Model = TypeVar("Model", bound=Shape)

_PLAIN_MESSAGES = {
    "missing": "the key {key!r} is missing",
    "string_type": "this must be text",
    "dataclass_type": "this must be a mapping of keys to values",
    "tuple_type": "this must be a list",
    "mapping_type": "this must be a mapping of keys to values",
    "too_short": "this list must not be empty",
    "string_too_short": "this must not be empty",
}


_UNKNOWN_KEY = "unexpected_keyword_argument"


class Reader:
    """Read one document; gather its problems."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems
        if document.value is not None and not isinstance(document.value, dict):
            self.say((), "the file must be a mapping of keys to values")
            self.document = Document(document.path, None)

    def say(self, place: Place, what: str, instead: str = "") -> None:
        """Add a problem at a place."""
        self.problems.append(self.document.problem(place, what, instead))

    def top(self, known: tuple[str, ...]) -> Mapping[str, Any]:
        """Give the top mapping; unknown keys are problems."""
        return self.known(self.document.value or {}, known, ())

    def items(self, key: str, *, needed: bool = True) -> list[tuple[Place, dict[str, Any]]]:
        """Give the mappings of the list at a top key, each with its place."""
        value = (self.document.value or {}).get(key)
        if value is None or value == "":
            if needed and self.document.value is not None:
                self.say((), f"the key {key!r} is missing")
            return []
        if not isinstance(value, list):
            self.say((key,), f"{key} must be a list")
            return []
        found: list[tuple[Place, dict[str, Any]]] = []
        for i, item in enumerate(value):
            if isinstance(item, dict):
                found.append(((key, i), item))
            else:
                self.say((key, i), f"each of {key} must be a mapping of keys to values")
        return found

    def model(self, kind: type[Model], value: Mapping[str, Any], place: Place) -> Model | None:
        """Validate one model; None where it is mistaken (each mistake a problem, unknown keys first)."""
        from pydantic import ValidationError

        try:
            found: Model = _adapter(kind).validate_python(dict(value))  # type: ignore[arg-type]  # classes hash
            return found
        except ValidationError as error:
            details = error.errors(include_url=False)
            details.sort(key=lambda detail: detail["type"] != _UNKNOWN_KEY)
            for detail in details:
                at = (*place, *detail["loc"])
                last = str(detail["loc"][-1]) if detail["loc"] else ""
                if detail["type"] == _UNKNOWN_KEY:
                    known = keys_of(kind) if len(detail["loc"]) == 1 else ()
                    self.say(at, f"unknown key {last!r}", did_you_mean(nearest(last, known)) or _keys(known))
                    continue
                plain = _PLAIN_MESSAGES.get(detail["type"])
                what = plain.format(key=last) if plain else _pydantic_words(detail["msg"])
                self.say(at, what if "key" in what else f"{last}: {what}" if last else what)
            return None

    def models(self, kind: type[Model], key: str, *, needed: bool = True) -> list[tuple[Place, Model]]:
        """Validate every item of a list, each told its file and line where its model keeps them."""
        found = []
        for place, item in self.items(key, needed=needed):
            model = self.model(kind, {**item, **self.where(kind, place)}, place)
            if model is not None:
                found.append((place, model))
        return found

    def where(self, kind: type[Shape], place: Place) -> dict[str, object]:
        """Give the file and the line of a place, as far as a model keeps them."""
        here: dict[str, object] = {"file": self.document.path, "line": self.document.line(place) or 0}
        return {key: value for key, value in here.items() if key in keys_of(kind)}

    def known(self, item: Mapping[str, Any], keys: tuple[str, ...], place: Place) -> dict[str, Any]:
        """Give the known keys of a mapping; each other one is a problem."""
        for key in item:
            if key not in keys:
                hint = did_you_mean(nearest(key, keys)) or _keys(keys)
                self.say((*place, key), f"unknown key {key!r}", hint)
        return {key: value for key, value in item.items() if key in keys}

    def condition(self, value: Any, place: Place, names: Names, *, steps: bool = False) -> Condition:
        """Parse a condition; a mistaken one reads as always and its mistakes are problems."""
        if value is None:
            return ALWAYS
        tree, errors = parse_condition(value, names, steps=steps)
        for beneath, error in errors:
            self.say((*place, *beneath), error.what, error.instead)
        return tree

    def consequent(self, value: Any, place: Place, names: Names) -> Shape | None:
        """Read what follows `then`."""
        kinds = [key for key in value if key in CONSEQUENTS] if isinstance(value, dict) else []
        if len(kinds) != 1:
            self.say(place, "then needs one consequent", f"write one of {', '.join(CONSEQUENTS)}")
            return None
        value = dict(value)
        if kinds[0] == "hold" and "until" in value:
            value["until"] = self.condition(value["until"], (*place, "until"), names, steps=True)
        kind = "step" if kinds[0] != "conclude" else "conclusion"
        target = value[kinds[0]]
        if names.kinds.get(str(target)) != kind:
            known = [name for name, its in names.kinds.items() if its == kind]
            self.say(
                (*place, kinds[0]),
                f"there is no {kind} {target!r}",
                did_you_mean(nearest(str(target), known)),
            )
        return self.model(CONSEQUENTS[kinds[0]], value, place)

    def unique(self, kind: str, named: list[tuple[Place, str]]) -> None:
        """Say where an id stands twice."""
        first: dict[str, Place] = {}
        for place, name in named:
            if name in first:
                line = self.document.line(first[name])
                self.say(place, f"the {kind} {name!r} stands twice (first on line {line})")
            first.setdefault(name, place)


def keys_of(kind: type[Shape]) -> tuple[str, ...]:
    """Give the keys of a shape, in order."""
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _keys(known: tuple[str, ...]) -> str:
    return f"the keys are {', '.join(known)}" if known else ""


def _pydantic_words(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
