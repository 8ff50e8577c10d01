"""What the trail holds about a person: opaque ids alone, so nothing is to be forgotten in it."""

HELD = ()
