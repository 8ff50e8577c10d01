"""Commands of this app, for `desist manage`."""
