"""The case file, its reader, and the judgement of a whole case."""
