"""How long a sign-in lasts: while it is used, and at most."""

from datetime import timedelta

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
