"""Answers of other software, frozen: ``oracles/NAME.csv``, made by the R script of that name."""

import csv
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "oracles"


def rows(name):
    """The rows of one frozen file; numbers as numbers, ``NA`` as None."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: _value(text) for key, text in row.items()} for row in csv.DictReader(file)]


def _value(text):
    if text in ("NA", ""):
        return None
    try:
        return float(text)
    except ValueError:
        return text


def columns(name):
    """The columns of one frozen file as arrays."""
    held = rows(name)
    return {key: np.array([row[key] for row in held]) for key in held[0]}
