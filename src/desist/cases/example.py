"""Example: cases of invented people that end differently, to begin from and to test with."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parent / "examples"


def example_names() -> tuple[str, ...]:
    """The names of the example cases."""
    return tuple(sorted(path.stem for path in EXAMPLES.glob("*.toml")))


def example_path(name: str) -> Path:
    """Where an example case lies."""
    return EXAMPLES / f"{name}.toml"


def example_text(name: str) -> str:
    """An example case as TOML.

    Raises:
        FileNotFoundError: there is no example of that name.
    """
    return example_path(name).read_text(encoding="utf-8")
