"""How strong a hidden bias would have to be to undo a comparison of matched pairs."""

from __future__ import annotations

import argparse

from desist.evaluation.rosenbaum import RosenbaumBounds, rosenbaum

EXAMPLES = """\
  desist evaluate rosenbaum --discordant 60/35
  desist evaluate rosenbaum --discordant 12/30 --alpha 0.025 --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--discordant A/B``."""
    parser.add_argument(
        "--discordant", type=_pairs, required=True, metavar="A/B",
        help="pairs in which the treated alone / the control alone had the event",
    )  # fmt: skip
    parser.add_argument("--alpha", type=float, default=0.05, help="one-sided (default: 0.05)")


def run(arguments: argparse.Namespace) -> RosenbaumBounds:
    """Compute it."""
    return rosenbaum(*arguments.discordant, alpha=arguments.alpha)


def _pairs(text: str) -> tuple[int, int]:
    first, slash, second = text.partition("/")
    try:
        if slash:
            return int(first), int(second)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is not A/B, such as 60/35")
