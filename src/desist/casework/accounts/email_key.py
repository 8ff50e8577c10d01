"""One spelling for one address, so that limits and accounts cannot be told apart by tricks."""

from __future__ import annotations

import unicodedata


def email_key(typed: str) -> str:
    """Compatibility-normalised, case-folded, without surrounding space."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()
