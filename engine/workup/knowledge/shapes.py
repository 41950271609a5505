"""What content is made of: plain frozen dataclasses, with the limits of their fields.

A loaded library needs no validation any more, so pydantic is imported only where a file is read into shapes
(`validating.py`): the limits stand here as markers that know how to tell pydantic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from workup.knowledge.criteria import All, Between, Compare, Condition, Holds, Is, StepDone
from workup.knowledge.criteria import Any as AnyOf

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Shape:
    """A frozen piece of content; an unknown key is an error."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class Limit:
    """What a value must keep to: its least length or number, its largest number, a pattern."""

    min_length: int | None = None
    pattern: str | None = None
    ge: float | None = None
    le: float | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic; it asks for this when a file is read."""
        schema: dict[str, Any] = dict(handler(source))
        schema.update({key: value for key, value in vars(self).items() if value is not None})
        return schema


class _OneLine:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        def fold(value: Any) -> Any:
            return " ".join(value.split()) if isinstance(value, str) else value

        return core_schema.no_info_before_validator_function(fold, handler(source))


class _IsTree:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        def check(value: Any) -> Any:
            if not isinstance(value, All | AnyOf | Is | Compare | Between | Holds | StepDone):
                raise ValueError("a condition is one criterion, or all: or any: with a list")
            return value

        return core_schema.no_info_plain_validator_function(check)


NOT_EMPTY = Limit(min_length=1)

Tree = Annotated[Condition, _IsTree()]
"""A parsed condition."""

Text = Annotated[str, NOT_EMPTY, _OneLine()]
"""A sentence or a label; line breaks and runs of spaces fold into one space."""

Name = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]*$")]
"""An identifier without a dot."""

DottedName = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
"""An identifier of the form `group.name`."""


_PLACE = ("file", "line")


def plain_values(value: Any) -> Any:
    """Give a shape as plain values for JSON: what is None, and where in which file it stood, left out.

    >>> from workup.knowledge.sources import Citation
    >>> plain_values(Citation(source="pdq", says="imaging comes first", fit="same"))
    {'source': 'pdq', 'says': 'imaging comes first', 'fit': 'same'}
    """
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return plain_values({name: inner for name, inner in named.items() if inner is not None and name not in _PLACE})
    if isinstance(value, Mapping):
        return {key: plain_values(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain_values(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
