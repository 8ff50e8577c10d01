"""The top floor at the terminal: one command, ``desist``, and one file for each of its jobs.

Casework is the other top floor; neither imports the other.
"""

from desist.cli.command import main

__all__ = ["main"]
