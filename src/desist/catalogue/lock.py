"""Lock: published catalogue versions never change; their hashes are kept beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import Fault

NAME = "published.lock"

Hashes = Mapping[tuple[str, int], str]
"""The sha256 of each (id, version)."""


def read_lock(folder: Path) -> Hashes:
    """The hash under which each version in this folder was published; none without a lock."""
    path = folder / NAME
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {(id_, int(version)): sha256 for id_, version, sha256 in lines}


def hashes_of(catalogue: Catalogue) -> Hashes:
    """The hash of each version as it lies there now."""
    return {(entry.id, entry.version): entry.sha256 for entry in catalogue.entries}


def edit_faults(catalogue: Catalogue, published: Hashes) -> Iterator[Fault]:
    """Published versions that were edited or removed: old decisions are replayed by them."""
    held = hashes_of(catalogue)
    for (id_, version), sha256 in published.items():
        file = catalogue.files.get((id_, version), f"{id_}.v{version}.toml")
        if (id_, version) not in held:
            yield Fault(
                file=file,
                path="",
                problem=f"{id_} version {version} was published and is gone",
                remedy="put it back: old decisions are replayed by it",
            )
        elif held[id_, version] != sha256:
            yield Fault(
                file=file,
                path="version",
                problem=f"{id_} version {version} was published and has been edited since",
                remedy=f"undo the edit and make it {id_}.v{version + 1}.toml",
            )


def unpublished_faults(catalogue: Catalogue, published: Hashes) -> Iterator[Fault]:
    """Versions whose hashes are not yet fixed."""
    for id_, version in sorted(hashes_of(catalogue).keys() - published.keys()):
        yield Fault(
            file=catalogue.files.get((id_, version), f"{id_}.v{version}.toml"),
            path="",
            problem=f"{id_} version {version} is not published yet",
            remedy="when it is right, run: desist catalogue publish",
        )


def publish(catalogue: Catalogue, folder: Path) -> int:
    """Add every version that is not yet in the folder's lock; how many were added.

    Versions already published keep the hash they were published under.
    """
    published = read_lock(folder)
    held = hashes_of(catalogue)
    new = held.keys() - published.keys()
    lines = [
        f"{id_} {version} {sha256}"
        for (id_, version), sha256 in sorted({**held, **published}.items())
    ]
    (folder / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(new)
