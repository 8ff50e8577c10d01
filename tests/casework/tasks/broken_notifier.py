"""A notifier whose server is away."""


def broken(_user, _lines):
    """Fail as a mail server does that is not there."""
    raise ConnectionError
