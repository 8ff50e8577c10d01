"""Another system, built through actions, and its calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from desist.casework.exchange.actions.system import let_system_in, make_token
from desist.casework.exchange.models import OtherSystem
from desist.casework.exchange.scope import Scope
from tests.casework.people import INSTALLATION, World

REFERRAL = {
    "crn": "X000001",
    "programme": "isotp",
    "source": "requirement",
    "setting": "community",
    "nation": "england",
    "offences": [{"code": "pca-1978-s1-make", "convicted_on": "2025-02-03", "image": True}],
    "meetings_arranged": False,
}


@dataclass
class Caller:
    """A system with one token."""

    system: OtherSystem
    client: Any
    token: str

    def get(self, path: str, **given: Any) -> Any:
        """Ask for something under the API."""
        return self.client.get(f"/api/v1{path}", given, headers=self._shown())

    def post(self, path: str, body: Any, key: str = "first-key-1") -> Any:
        """Send something under an idempotency key."""
        headers = {**self._shown(), "Idempotency-Key": key}
        kind = "application/json"
        return self.client.post(f"/api/v1{path}", body, content_type=kind, headers=headers)

    def refer(self, key: str = "first-key-1", **changed: Any) -> Any:
        """Send a referral."""
        return self.post("/referrals", REFERRAL | changed, key)

    def _shown(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def let_in(
    world: World, client: Any, *scopes: Scope, token: str = "t" * 43, **given: Any
) -> Caller:
    """A system of the north, unless said otherwise, with every scope where none is named."""
    by = {"by": INSTALLATION, "at": timezone.now()}
    place = {"region": world.north, "unit": None, "webhook": "", "name": f"Cases {token[0]}"}
    system = let_system_in(scopes=scopes or tuple(Scope), **(place | given), **by)
    make_token(system=system, token=token, lasts=timedelta(days=1), **by)
    return Caller(system, client, token)
