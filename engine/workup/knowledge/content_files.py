"""Where the bundled content lies, in a checkout and in an installed wheel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from workup.knowledge.errors import ContentError, Problem


@dataclass(frozen=True)
class ContentPlace:
    """The two content folders."""

    pathways: Path
    rules: Path


def bundled_content() -> ContentPlace:
    """Find the content that belongs to this code: inside the wheel, or beside `engine/` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for root in (package / "content", package.parents[1]):
        if (root / "pathways").is_dir() and (root / "rules").is_dir():
            return ContentPlace(root / "pathways", root / "rules")
    raise ContentError([Problem("", None, "the bundled pathways and rules are missing", "install workup again")])


def content_hash(files: dict[str, bytes]) -> str:
    """Give the SHA-256 of named files, whatever the order they were read in."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()
