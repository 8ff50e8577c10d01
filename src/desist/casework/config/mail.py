"""Mail: by which server letters leave, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from desist.casework.config.mode import Mode

_BACKENDS = "django.core.mail.backends"
SECONDS = 10


def mail_settings(environment: Mapping[str, str], *, mode: Mode) -> dict[str, Any]:
    """Django's settings for mail: to the console in a demonstration, nowhere where nothing is said.

    Raises:
        ImproperlyConfigured: the address of the server is of another kind, or nobody is the sender.
    """
    address, sender = environment.get("DESIST_MAIL_URL", ""), environment.get("DESIST_MAIL_FROM")
    held = {"DEFAULT_FROM_EMAIL": sender or "desist@localhost", "EMAIL_TIMEOUT": SECONDS}
    if mode is Mode.DEMONSTRATION:
        return held | {"EMAIL_BACKEND": f"{_BACKENDS}.console.EmailBackend"}
    if not address:
        return held | {"EMAIL_BACKEND": f"{_BACKENDS}.dummy.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured("DESIST_MAIL_URL must begin with smtp:// or smtps://")
    if not sender:
        raise ImproperlyConfigured("DESIST_MAIL_FROM must name the sender where mail is sent")
    implicit = parts.scheme == "smtps"
    return held | {
        "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit,
    }
