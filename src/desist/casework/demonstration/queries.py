"""Whether this is a demonstration, and whom to sign in as."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from desist.casework.accounts.models import Appointment, User
from desist.casework.demonstration.models import DemonstrationMark


def is_demonstration() -> bool:
    """Whether this database holds invented people only."""
    return DemonstrationMark.objects.exists()


def whom_to_be() -> list[tuple[str, User]]:
    """One invented member of staff for each role, with the role in words."""
    posts = Appointment.objects.select_related("user").order_by("pk")
    first: dict[str, tuple[str, User]] = {}
    for post in posts:
        first.setdefault(post.role, (post.role_name, post.user))
    return list(first.values())


def find_invented(public_id: UUID) -> User:
    """An invented member of staff.

    Raises:
        Http404: there is none of this id.
    """
    found = User.objects.filter(public_id=public_id, is_active=True).first()
    if found is None:
        raise Http404
    return found
