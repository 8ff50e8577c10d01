"""Commands of tasks, for `desist manage`."""
