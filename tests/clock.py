"""The day and hour at which tests are run, where it is not now.

``DESIST_TEST_NOW=2028-02-29T23:50 make unit`` lets every test begin at that moment, in London: what
passes at noon in November alone is found before a night in March finds it. Only the process of the
tests is moved; a browser, and a command in a process of its own, keep to the real clock, so that a
test that holds the two against each other fails for that reason alone.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

GIVEN = os.environ.get("DESIST_TEST_NOW")
_gone: list[Any] = []


def begin() -> None:
    """Let it be the moment that was given, again; nothing where none was."""
    if not GIVEN:
        return
    import time_machine  # it is needed by those alone who ask for another time

    while _gone:
        _gone.pop().stop()
    at = datetime.fromisoformat(GIVEN).replace(tzinfo=ZoneInfo("Europe/London"))
    _gone.append(time_machine.travel(at, tick=True))
    _gone[0].start()
