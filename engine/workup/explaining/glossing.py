"""Medical words met in a text, each explained once, in the order in which they first stand there."""

from __future__ import annotations

import re
from functools import lru_cache

from workup.knowledge.library import Library
from workup.knowledge.sources import Term


def terms_in(text: str, library: Library) -> tuple[Term, ...]:
    """Give the glossary terms whose name or alias stands in a text, as whole words, longest names first.

    >>> from workup.knowledge.loading import load
    >>> [term.term for term in terms_in("The fascia wraps the muscle.", load())][0]
    'fascia'
    """
    pattern, by_name = _index(library)
    found: dict[str, Term] = {}
    for match in pattern.finditer(" ".join(text.split())):
        term = by_name[match[0].lower()]
        found.setdefault(term.term, term)
    return tuple(found.values())


@lru_cache(maxsize=8)
def _index(library: Library) -> tuple[re.Pattern[str], dict[str, Term]]:
    by_name = {name.lower(): term for term in library.terms for name in (*term.aliases, term.term)}
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.I), by_name
