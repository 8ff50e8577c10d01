"""Lock: published catalogue versions never change; their hashes are kept beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import Fault
from desist.catalogue.load import SHIPPED

LOCK = SHIPPED / "published.lock"


def read_lock(path: Path = LOCK) -> dict[tuple[str, int], str]:
    """The hash under which each (id, version) was published."""
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {(id_, int(version)): sha256 for id_, version, sha256 in lines}


def lock_faults(catalogue: Catalogue, published: dict[tuple[str, int], str]) -> Iterator[Fault]:
    """Published versions that were edited or removed, and shipped ones never published."""
    held = {(entry.id, entry.version): entry.sha256 for entry in catalogue.entries}
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
    for id_, version in sorted(held.keys() - published.keys()):
        yield Fault(
            file=catalogue.files.get((id_, version), f"{id_}.v{version}.toml"),
            path="",
            problem=f"{id_} version {version} is not published yet",
            remedy="when it is right, run: desist catalogue publish",
        )


def publish(catalogue: Catalogue, path: Path = LOCK) -> int:
    """Add every shipped version that is not yet in the lock; how many were added.

    Versions already published keep the hash they were published under.
    """
    published = read_lock(path)
    new = {
        (entry.id, entry.version): entry.sha256
        for entry in catalogue.entries
        if (entry.id, entry.version) not in published
    }
    lines = [
        f"{id_} {version} {sha256}" for (id_, version), sha256 in sorted((published | new).items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(new)
