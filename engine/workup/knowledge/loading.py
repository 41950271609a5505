"""Content folders into a `Library`: read once, then kept. This room reads files; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workup.knowledge.content_files import bundled_content
from workup.knowledge.errors import UnknownNameError
from workup.knowledge.keeping import NOWHERE, Keeper
from workup.knowledge.later_files import LaterFiles
from workup.knowledge.library import Library, Parts


def load(
    pathways: str | Path | None = None, rules: str | Path | None = None, *, pathway: str = "soft_tissue_lump"
) -> Library:
    """Load a pathway and the rule packs it names; without folders, the bundled ones.

    What was read is kept in the user's cache folder, for the very bytes of these files, so that the next start is
    quicker; `WORKUP_CACHE` names another folder, or "off".
    Raises ContentError with every mistake found, and UnknownNameError for a pathway that is not there.

    >>> load().pathway.pathway
    'soft_tissue_lump'
    """
    if pathways is None or rules is None:
        bundled = bundled_content()
        pathways, rules = pathways or bundled.pathways, rules or bundled.rules
    pathways, rules = Path(pathways), Path(rules)
    if not (pathways / pathway / "pathway.yaml").is_file():
        known = [path.parent.name for path in pathways.glob("*/pathway.yaml")]
        raise UnknownNameError("pathway", pathway, known)
    folder = f"pathways/{pathway}/"
    files = _read_files(pathways, (pathways / pathway).rglob("*.yaml"), "pathways")
    files |= _read_files(rules, rules.glob("*/*.yaml"), "rules")
    contents = {name: content for name, content in files.items() if isinstance(content, bytes)}
    keeper = Keeper.of({"": pathway.encode(), **contents}) if len(contents) == len(files) else NOWHERE

    def read() -> Parts:
        from workup.knowledge.library_reading import read_parts

        return read_parts(folder, files, rules.name)

    parts = keeper.kept("library", read)
    texts = {name: content.decode() for name, content in contents.items() if name.startswith(folder)}
    return Library(**vars(parts), later=LaterFiles(folder, texts, keeper))


def _read_files(root: Path, paths: Iterable[Path], called: str) -> dict[str, bytes | OSError]:
    """Give the content of files, or why one cannot be read, by their names beneath `called`."""
    return {f"{called}/{path.relative_to(root).as_posix()}": _content(path) for path in sorted(paths)}


def _content(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error
