"""Lock: published catalogue versions never change; their hashes are kept beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import Fault, FaultyInput

NAME = "published.lock"
LINE = re.compile(r"(?P<id>\S+)\s+(?P<version>[0-9]{1,9})\s+(?P<sha256>[0-9a-f]{64})")

Hashes = Mapping[tuple[str, int], str]
"""The sha256 of each (id, version)."""


def read_lock(folder: Path) -> Hashes:
    """The hash under which each version in this folder was published; none without a lock.

    Raises:
        FaultyInput: with every line that is none of id, version and sha256.
    """
    path = folder / NAME
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8", errors="backslashreplace")
    published: dict[tuple[str, int], str] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = LINE.fullmatch(line.strip())
        if match:
            published[match["id"], int(match["version"])] = match["sha256"]
        elif line.strip():
            faults.append(
                Fault(
                    file=str(path),
                    path=f"line {number}",
                    problem="is not an id, a version and a sha256",
                    remedy="put the file back as it was published",
                )
            )
    if faults:
        raise FaultyInput(faults, mend_with="desist catalogue check")
    return published


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
