"""Choosing and arranging: exercises into plans, people into groups, sessions into timetables."""
