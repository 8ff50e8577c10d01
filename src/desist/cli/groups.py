"""Order a waiting list and form groups: who sits where, why, and why others are left out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desist.cli.command import UNUSABLE_INPUT, complain

if TYPE_CHECKING:
    from desist.catalogue.adoption_file import Adoptions
    from desist.catalogue.collection import Catalogue, Kind
    from desist.catalogue.words import Words
    from desist.programme.group_pool import GroupPool
    from desist.scheduling.group_forming import GroupForming
    from desist.scheduling.group_move import MoveEffect

EXAMPLES = """\
  desist groups --example > pool.toml
  desist groups pool.toml --demonstration
  desist groups pool.toml --demonstration --move P07:north-2 --move P12:out
  desist groups pool.toml --adoptions adoptions.toml --json
"""
OUT = "out"
"""In ``--move``: back to the waiting list."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The pool, the rules to judge by, and what to try."""
    parser.add_argument("pool", nargs="?", type=Path, metavar="POOL.toml")
    parser.add_argument("--adoptions", type=Path, metavar="F", help="the site's adoptions (TOML)")
    parser.add_argument(
        "--demonstration", action="store_true", help="adopt everything; for invented pools only"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="luck of the search (1)")
    parser.add_argument(
        "--move",
        action="append",
        default=[],
        metavar="PERSON:GROUP",
        help="say what would break if a person were moved (GROUP may be 'out'); may be repeated",
    )
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        type=Path,
        metavar="POOL.toml",
        help="another pool, in which nobody of this one may stand; may be repeated",
    )
    parser.add_argument("--rule", metavar="ID", default="group-forming", help="group rule")
    parser.add_argument(
        "--waiting-rule", metavar="ID", default="time-risk-wait", help="waiting list rule"
    )
    parser.add_argument("--example", action="store_true", help="print an example pool")


def run(arguments: argparse.Namespace) -> int:
    """Print the example, or form the groups of a pool."""
    if arguments.example:
        from desist.scheduling.group_pool_reader import EXAMPLE

        print(EXAMPLE.read_text(encoding="utf-8"), end="")
        return 0
    if arguments.pool is None:
        complain("no pool was named", mend_with="desist groups --example > pool.toml")
        return UNUSABLE_INPUT
    if arguments.adoptions and arguments.demonstration:
        complain("--demonstration adopts everything already", mend_with="desist groups --help")
        return UNUSABLE_INPUT
    return _form(arguments)


def _form(arguments: argparse.Namespace) -> int:
    from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS, read_adoptions
    from desist.catalogue.load import load_catalogue, site_folder
    from desist.catalogue.words import words_of
    from desist.scheduling.group_pool_reader import read_pool
    from desist.scheduling.group_record import effect_record, forming_record

    catalogue = load_catalogue(site=site_folder())
    beside = [(str(each), read_pool(each, catalogue=catalogue)) for each in arguments.beside]
    pool = read_pool(arguments.pool, catalogue=catalogue, beside=beside)
    if arguments.demonstration and not pool.invented:
        complain(
            f"{arguments.pool}: invented: a demonstration is for invented people only. Say "
            "invented = true if these are, or judge by the site's own adoptions",
            mend_with=f"desist groups {arguments.pool} --adoptions adoptions.toml",
        )
        return UNUSABLE_INPUT
    adoptions = EVERYTHING if arguments.demonstration else NO_ADOPTIONS
    if arguments.adoptions:
        adoptions = read_adoptions(arguments.adoptions, entries=catalogue.entries)
    forming = _formed(pool, catalogue, adoptions, arguments)
    effect = _effect(forming, arguments.move)
    if isinstance(effect, str):
        complain(effect, mend_with="desist groups --help")
        return UNUSABLE_INPUT
    words = words_of(catalogue)
    record = forming_record(forming, words=words, demonstration=arguments.demonstration)
    if effect is not None:
        record["move"] = effect_record(effect, words=words)
    if arguments.json:
        print(json.dumps(record, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(record, words)))
    return 0


def _formed(
    pool: GroupPool, catalogue: Catalogue, adoptions: Adoptions, arguments: argparse.Namespace
) -> GroupForming:
    """The groups by the rules in force on the day of the pool."""
    from desist.programme.curriculum import Programme
    from desist.programme.group_rule import GroupRule
    from desist.programme.waiting_list_rule import WaitingListRule
    from desist.scheduling.group_forming import form_groups

    def held(kind: type[Kind], id_: str) -> Kind:
        return catalogue.in_force(kind, id_, on=pool.decided_on, adoptions=adoptions)

    named = {each.programme for each in pool.group} | {each.programme for each in pool.person}
    return form_groups(
        pool,
        rule=held(GroupRule, arguments.rule),
        waiting_rule=held(WaitingListRule, arguments.waiting_rule),
        programmes=[held(Programme, each) for each in sorted(named)],
        seed=arguments.seed,
    )


def _effect(forming: GroupForming, moves: list[str]) -> MoveEffect | str | None:
    """What the moves asked for would do; a complaint where they cannot be read."""
    from desist.scheduling.group_move import GroupMove, effect_of

    asked = []
    for each in moves:
        person, colon, group = each.rpartition(":")
        if not colon or not person or not group:
            return f"--move {each!r}: write PERSON:GROUP, or PERSON:{OUT}"
        asked.append(GroupMove(person=person, to=None if group == OUT else group))
    if not asked or forming.cost is None:
        return None
    try:
        return effect_of(forming, asked)
    except LookupError as error:
        return f"--move: {error.args[0]!r} is neither a person nor a group of this pool"


def _lines(record: dict[str, Any], words: Words) -> Iterator[str]:
    """The answer on a page or two, for people."""
    if record["demonstration"]:
        yield "DEMONSTRATION: every rule adopted; invented people only\n"
    yield f"Pool {record['pool']}, {record['decided_on']}"
    if record["outcome"] == "awaiting_adoption":
        awaited = ", ".join(each["id"] for each in record["rules"])
        yield f"No group is formed before the site adopts: {awaited}"
        return
    proven = "proven: nothing costs less" if record["proven"] else "not proven"
    yield f"Cost {record['cost']} ({proven}); by hand, greedily: {record['greedy_cost']}"
    for group in record["groups"]:
        yield ""
        yield from _group_lines(group, words)
    yield "\nLeft out"
    for each in record["left_out"]:
        yield f"  {each['person']}: {words.term(each['decision']['outcome'])}"
        yield from (f"    {said['text']}" for said in each["decision"]["reasons"][1:])
    yield "\nWaiting list"
    for each in record["waiting_list"]:
        place = (
            each["first"] if each["first"] == each["last"] else f"{each['first']}-{each['last']}"
        )
        yield f"  {place}. {each['person']}: {words.term(each['decision']['outcome'])}"
        yield from (f"     {said['text']}" for said in each["hard_to_place"])
    if "move" in record:
        yield from _move_lines(record["move"])


def _group_lines(group: dict[str, Any], words: Words) -> Iterator[str]:
    count = len(group["members"])
    yield f"{group['id']}: {words.term(group['outcome'])}, {count} members"
    if not count:
        return
    if group["below_minimum"]:
        yield "  BELOW THE MINIMUM: decide whether it goes on"
    yield f"  all free: {', '.join(group['meets'])}"
    focus = ", ".join(f"{module} {len(who)}" for module, who in group["focus"].items())
    yield f"  in focus: {focus}"
    names = (f"{each['person']}{'' if each['joins_now'] else '*'}" for each in group["members"])
    yield f"  {' '.join(names)}"


def _move_lines(move: dict[str, Any]) -> Iterator[str]:
    said = ", ".join(f"{each['person']} to {each['to'] or OUT}" for each in move["moves"])
    yield f"\nIf moved: {said}"
    for each in move["broken"]:
        yield f"  BREAKS {each['text']}"
    if move["missing"]:
        yield f"  NOT KNOWN {', '.join(move['missing'])}"
    if not move["broken"] and not move["missing"]:
        yield "  breaks no hard rule"
    changes = ", ".join(f"{name} {by:+}" for name, by in move["differences"].items() if by)
    yield f"  cost {move['cost_difference']:+} ({changes or 'nothing changes'})"
