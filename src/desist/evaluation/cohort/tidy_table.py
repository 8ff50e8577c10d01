"""Tidy table: every table and figure of the report as CSV, with a data package beside them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
NOUN = "desist-cohort-report"
LIMITS = ("estimate", "low", "high")


def tidy_tables(report: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Rows by the name of their table; what is withheld is empty."""
    return {
        "flow": [dict(each) for each in report["flow"]["people"]],
        "first_table": list(_first_table(report["first_table"])),
        "effects": list(_effects(report["at_horizons"])),
        "hazard_ratios": list(_hazard_ratios(report["over_time"])),
        "adjusted_effects": list(_adjusted(report["adjusted"])),
        "imputed": [
            {"outcome": each["outcome"], **_limits("complete_cases", each["complete_cases"]),
             **_limits("imputed", each["imputed"])}
            for each in report["imputed"]
        ],
        "balance": list(_balance(report["adjusted"])),
        "subgroups": list(_subgroups(report["subgroups"])),
        "score_changes": list(_score_changes(report["score_changes"])),
        "curves": list(_curves(report["curves"], "points")),
        "under_the_axis": list(_curves(report["curves"], "under_axis")),
        "linkage": list(_linkage(report["linkage"])),
        "observed_and_predicted": list(_predictions(report["prediction"])),
        "evidence": list(_evidence(report["living"])),
    }  # fmt: skip


def write_tidy_tables(report: Mapping[str, Any], folder: Path) -> Iterator[Path]:
    """Write a CSV file for each table that has rows, and ``datapackage.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for name, rows in tidy_tables(report).items():
        if not rows:
            continue
        path = folder / f"{name}.csv"
        heads = list(dict.fromkeys(key for row in rows for key in row))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=heads, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        resources.append(_resource(name, heads, rows))
        yield path
    package = {
        "profile": "tabular-data-package", "name": NOUN, "title": report["title"],
        "description": f"Plan {report['plan']['id']}, sha256 {report['plan']['sha256']}",
        "resources": resources,
    }  # fmt: skip
    path = folder / "datapackage.json"
    path.write_text(json.dumps(package, indent=2, ensure_ascii=False), encoding="utf-8")
    yield path


def _resource(name: str, heads: Sequence[str], rows: Sequence[Row]) -> dict[str, Any]:
    fields = [{"name": head, "type": _type([row.get(head) for row in rows])} for head in heads]
    return {
        "profile": "tabular-data-resource", "name": name.replace("_", "-"), "path": f"{name}.csv",
        "encoding": "utf-8", "schema": {"fields": fields, "missingValues": [""]},
    }  # fmt: skip


def _type(values: Sequence[Any]) -> str:
    held = [each for each in values if each is not None]
    if held and all(isinstance(each, bool) for each in held):
        return "boolean"
    if held and all(isinstance(each, int) for each in held):
        return "integer"
    return "number" if held and all(isinstance(each, int | float) for each in held) else "string"


def _limits(prefix: str, given: Row | None) -> dict[str, Any]:
    return {f"{prefix}_{key}": given[key] if given else None for key in LIMITS}


def _first_table(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        for arm in ("treated", "control"):
            about = {"variable": row["variable"], "category": row["category"], "arm": arm}
            yield about | dict(row[arm]) | {"standardised_difference": row["difference"]}


def _effects(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        kept = ("outcome", "role", "whom", "horizon_days", "treated_n", "control_n")
        found, frequency, severity = row["comparison"], row["frequency"], row["severity"]
        yield {
            **{key: row[key] for key in kept},
            "is_suppressed": row["is_suppressed"],
            "treated_people": found["treated"]["count"] if found else None,
            "control_people": found["control"]["count"] if found else None,
            **_limits("risk_difference", found and found["risk_difference"]),
            **_limits("risk_ratio", found and found["risk_ratio"]),
            **_limits("frequency_difference", frequency and frequency["difference"]),
            **_limits("severity_difference", severity and severity["difference"]),
        }


def _hazard_ratios(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        about = {key: row[key] for key in ("outcome", "role", "whom")}
        yield (
            about | _limits("unadjusted", row["unadjusted"]) | _limits("adjusted", row["adjusted"])
        )


def _adjusted(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        for how in ("crude", "matched", "weighted"):
            about = {key: row[key] for key in ("outcome", "horizon_days", "refused")}
            yield about | {"compared": how} | _limits("risk_difference", row[how])


def _balance(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        for gap in row["balance"]:
            yield {"outcome": row["outcome"], "horizon_days": row["horizon_days"], **gap}


def _subgroups(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        about = {key: row[key] for key in ("outcome", "column", "cut", "refused")}
        for part in ("below", "above", "interaction"):
            about |= _limits(part, row[part])
        yield about | {"interaction_p": row["interaction_p"]}


def _score_changes(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        about = {key: row[key] for key in ("scale", "answered_before", "n", "refused")}
        yield about | _limits("mean_change", row["mean_change"]) | (row["classes"] or {})


def _curves(curves: Sequence[Row], part: str) -> Iterator[dict[str, Any]]:
    for curve in curves:
        for arm in curve["arms"]:
            for point in arm[part]:
                yield {"outcome": curve["outcome"], "arm": arm["arm"], **point}


def _predictions(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        for group in row["groups"]:
            ratio = group["ratio"]
            yield {
                "outcome": row["outcome"], "coding": row["coding"],
                "horizon_days": row["horizon_days"], "group": group["group"], "n": group["n"],
                "observed": ratio["observed"] if ratio else None,
                "expected": ratio["expected"] if ratio else None, **_limits("ratio", ratio),
            }  # fmt: skip


def _evidence(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        for course in row["evidence"]:
            for look, value in zip(row["looks"], course["course"], strict=True):
                yield {
                    "outcome": row["outcome"], "against": course["against"], "look": look,
                    "evidence": value,
                }  # fmt: skip


def _linkage(found: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for each in found:
        for one in each["differences"]:
            yield {
                "outcome": each["outcome"], "horizon_days": each["horizon_days"],
                "sensitivity": one["sensitivity"], **_limits("difference", one["difference"]),
            }  # fmt: skip
