"""Provider: a department's identity provider (OpenID Connect), from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, kw_only=True)
class ProviderSettings:
    """Who the provider is, who we are to it, and what of its proofs is enough for us."""

    issuer: str
    client_id: str
    secret: str = ""
    name: str = ""
    enough: frozenset[str] = frozenset()
    """Values of ``acr`` or ``amr`` that stand for our second factor; none where it says nothing."""

    @property
    def discovery(self) -> str:
        """Where the provider describes itself."""
        return self.issuer.rstrip("/") + "/.well-known/openid-configuration"


def provider_settings(environment: Mapping[str, str]) -> ProviderSettings | None:
    """The provider that ``DESIST_OIDC_ISSUER`` names, if any.

    Raises:
        ImproperlyConfigured: it is not https, or nobody says who we are to it.
    """
    issuer = environment.get("DESIST_OIDC_ISSUER", "")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ImproperlyConfigured("DESIST_OIDC_ISSUER must begin with https://")
    client_id = environment.get("DESIST_OIDC_CLIENT_ID", "")
    if not client_id:
        raise ImproperlyConfigured("DESIST_OIDC_CLIENT_ID must be set beside DESIST_OIDC_ISSUER")
    file = environment.get("DESIST_OIDC_SECRET_FILE", "")
    return ProviderSettings(
        issuer=issuer,
        client_id=client_id,
        secret=Path(file).read_text(encoding="ascii").strip() if file else "",
        name=environment.get("DESIST_OIDC_NAME", ""),
        enough=frozenset(environment.get("DESIST_OIDC_ENOUGH", "").split()),
    )
