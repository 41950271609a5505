"""The base of every content model: frozen, closed to unknown keys, sequences as tuples."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, StringConstraints

from workup.knowledge.criteria import All, Between, Compare, Condition, Holds, Is, StepDone
from workup.knowledge.criteria import Any as AnyOf


class Shape(BaseModel):
    """A frozen piece of content; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _is_tree(value: Any) -> Any:
    if not isinstance(value, All | AnyOf | Is | Compare | Between | Holds | StepDone):
        raise ValueError("a condition is one criterion, or all: or any: with a list")
    return value


Tree = Annotated[Condition, PlainValidator(_is_tree)]
"""A parsed condition."""

Text = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1)]
"""A sentence or a label; line breaks and runs of spaces fold into one space."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""An identifier without a dot."""

DottedName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
"""An identifier of the form `group.name`."""
