"""Load: the only code that opens catalogue files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from desist.catalogue.collection import Catalogue, Kind, version_faults
from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.kinds import FOLDERS
from desist.catalogue.lock import edit_faults, read_lock
from desist.catalogue.reference import reference_faults
from desist.catalogue.strict_reading import parse_toml, read_strictly
from desist.programme.entry import Entry

SHIPPED = Path(__file__).parent / "data"
SITE_VARIABLE = "DESIST_CATALOGUE"
FILLED_IN = ("sha256", "adoption", "passed_over")
"""Fields of every entry that the program fills in, and that no file may give."""


_looked_at: ContextVar[dict[Path | None, tuple[tuple[str, int, int], ...]] | None] = ContextVar(
    "looked_at", default=None
)


def site_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The read-only folder of a site's own files, where one is named."""
    named = environment.get(SITE_VARIABLE, "")
    return Path(named) if named else None


def load_catalogue(
    *, site: Path | None = None, shipped: Path = SHIPPED, shelf: str | None = None
) -> Catalogue:
    """Every entry of the shipped catalogue and of the site's own folder.

    ``shelf`` narrows it to one folder, for a job that needs no more.

    Raises:
        FaultyInput: with every fault of every file, found in one pass.
    """
    return _load(shipped, site, shelf, _stamp_now(shipped), _stamp_now(site))


@contextmanager
def unchanging() -> Iterator[None]:
    """For a job that judges many times over: look once, not each time, whether files changed."""
    token = _looked_at.set({})
    try:
        yield
    finally:
        _looked_at.reset(token)


def _stamp_now(folder: Path | None) -> tuple[tuple[str, int, int], ...]:
    if folder == SHIPPED:
        return ()  # Ours come with the program, and change when it does.
    looked_at = _looked_at.get()
    if looked_at is None:
        return _stamp(folder)
    if folder not in looked_at:
        looked_at[folder] = _stamp(folder)
    return looked_at[folder]


def _stamp(folder: Path | None) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file of the folder does, so that a long-lived server sees it."""
    if folder is None or not folder.is_dir():
        return ()
    stamps = []
    for path in sorted(folder.rglob("*.toml")):
        try:
            stat = path.stat()
        except OSError:
            continue  # A link that leads nowhere is named when it is read.
        stamps.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(stamps)


@lru_cache(maxsize=4)
def _load(
    shipped: Path,
    site: Path | None,
    shelf: str | None,
    shipped_stamp: tuple[object, ...],  # noqa: ARG001 - part of the cache's key
    site_stamp: tuple[object, ...],  # noqa: ARG001
) -> Catalogue:
    faults: list[Fault] = []
    entries: list[Entry] = []
    files: dict[tuple[str, int], str] = {}
    for folder in (shipped, site):
        if folder is None:
            continue
        for path, name in _files(folder, faults):
            if shelf not in (None, path.parent.name):
                continue
            try:
                entry = read_entry(path, name=name)
            except FaultyInput as error:
                faults += error.faults
                continue
            entries.append(entry)
            files.setdefault((entry.id, entry.version), name)
    catalogue = Catalogue(entries=tuple(entries), files=files)
    if not faults:
        published = {**read_lock(shipped), **(read_lock(site) if site else {})}
        looked_at = {key: each for key, each in published.items() if shelf is None or key in files}
        faults += edit_faults(catalogue, looked_at)
    faults += version_faults(catalogue)
    faults += reference_faults(catalogue)
    if faults:
        raise FaultyInput(faults, mend_with="desist catalogue check")
    return catalogue


def _files(folder: Path, faults: list[Fault]) -> Iterator[tuple[Path, str]]:
    """Every TOML file on a known shelf, with the name that faults are reported under."""
    if not folder.is_dir():
        faults.append(
            Fault(
                file=str(folder),
                path="",
                problem="is not a folder",
                remedy=f"let {SITE_VARIABLE} name a folder, or unset it",
            )
        )
        return
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        if path.parent.name not in FOLDERS or path.parent.parent != folder:
            faults.append(
                Fault(
                    file=name,
                    path="",
                    problem=f"lies in {path.parent.name!r}, which is no shelf",
                    remedy=f"move it to one of: {', '.join(sorted(FOLDERS))}",
                )
            )
            continue
        yield path, name


def read_entry(path: Path, *, name: str) -> Entry:
    """One file of the catalogue as the value that its shelf holds.

    Raises:
        FaultyInput: with every fault of the file, its name among them.
    """
    return _read(FOLDERS[path.parent.name], path, name, named_by_id=True)


def read_own(kind: type[Kind], path: Path) -> Kind:
    """A file of the catalogue's schema that lies anywhere, under any name.

    Raises:
        FaultyInput: with every fault of the file.
    """
    return _read(kind, path, str(path), named_by_id=False)


def _read(kind: type[Kind], path: Path, name: str, *, named_by_id: bool) -> Kind:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = f"cannot be read: {error}"
        fault = Fault(file=name, path="", problem=problem, remedy="name a file of UTF-8 text")
        raise FaultyInput([fault]) from None
    document = parse_toml(text, file=name)
    faults = [
        Fault(file=name, path=key, problem="is filled in by the program", remedy="take it out")
        for key in FILLED_IN
        if key in document
    ]
    if faults:
        raise FaultyInput(faults)
    entry = read_strictly(document, kind, file=name)
    expected = f"{entry.id}.v{entry.version}.toml"
    if named_by_id and path.name != expected:
        faults.append(
            Fault(
                file=name,
                path="id",
                problem=f"{entry.id} version {entry.version} lies in a file of another name",
                remedy=f"call the file {expected}",
            )
        )
    faults += [
        Fault(file=name, path=each.path, problem=each.problem, remedy=each.remedy)
        for each in entry.faults()
    ]
    if faults:
        raise FaultyInput(faults)
    return replace(entry, sha256=hashlib.sha256(raw).hexdigest())
