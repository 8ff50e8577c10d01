"""Link a roster to convictions: the only command that reads identities.

ROSTER and CONVICTIONS are CSV with id, first_name, surname, born_on, postcode. Written to --out are
links.csv and review.csv: pseudonyms, weights and probabilities, nothing else. The pseudonyms are
digests keyed with the bytes of --key, which stays with the data linker; or, with --keep-ids, the
ids of the two files, where those are opaque ids of this study already.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from desist.cli.evaluate.argument import add_level
from desist.evaluation.quantity import Findings

EXAMPLES = """\
  desist evaluate link roster.csv convictions.csv --key linkage.key --out links
  desist evaluate link roster.csv convictions.csv --keep-ids --out links
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``ROSTER CONVICTIONS --out`` with ``--key`` or ``--keep-ids``."""
    parser.add_argument("roster", type=Path, metavar="ROSTER")
    parser.add_argument("convictions", type=Path, metavar="CONVICTIONS")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    under = parser.add_mutually_exclusive_group(required=True)
    under.add_argument("--key", type=Path, metavar="FILE", help="secret bytes")
    under.add_argument("--keep-ids", action="store_true", help="both files hold opaque ids already")
    parser.add_argument(
        "--threshold", type=float, default=0.9, help="probability of a link (default: %(default)s)"
    )
    add_level(parser)


def run(arguments: argparse.Namespace) -> Findings:
    """Read, link, write."""
    from desist.evaluation.linkage import link
    from desist.evaluation.linkage_roster import read_identities

    key = None if arguments.keep_ids else _key(arguments.key)
    roster, convictions = (
        read_identities(each) for each in (arguments.roster, arguments.convictions)
    )  # fmt: skip
    result, links, review = link(
        roster, convictions, key=key, threshold=arguments.threshold, level=arguments.level
    )
    arguments.out.mkdir(parents=True, exist_ok=True)
    links.write_csv(arguments.out / "links.csv")
    review.write_csv(arguments.out / "review.csv")
    return result


def _key(path: Path) -> bytes:
    from desist.catalogue.fault import Fault, FaultyInput

    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise FaultyInput([
            Fault(file=path.name, path="", problem=f"cannot be read ({reason})",
                  remedy="make one: head -c 32 /dev/urandom > FILE")
        ]) from None  # fmt: skip
