"""Cohort: a whole evaluation, from three tables of pseudonyms to one report."""
