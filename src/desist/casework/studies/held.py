"""This app holds nothing by which somebody is found: an extract forgets its people in days."""

HELD = ()
