"""This app holds nothing about a person."""

HELD = ()
