"""Jobs: letters are written after the page has answered, so that its time tells nothing.

A job carries an opaque id and nothing else; the token of a link is made here, where the letter is.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from desist.casework.access.policy import System
from desist.casework.accounts.actions.provider import renew_offer
from desist.casework.accounts.actions.staff import RESET_LASTS, make_invitation
from desist.casework.accounts.queries import find_active, find_offer_by_id
from desist.casework.accounts.token import new_token
from desist.casework.pages.mail import LINK_ACCOUNT, NEW_PASSWORD, PASSWORD_CHANGED, send

POST = System("post")


@task()
def write_new_password(user_id: str) -> None:
    """The letter for a new password; none where the id is nobody's or they never had a password."""
    user = find_active(UUID(user_id))
    if user is None or not user.password:
        return
    token = new_token()
    make_invitation(user=user, token=token, lasts=RESET_LASTS, by=POST, at=timezone.now())
    send(NEW_PASSWORD, to=user.email, token=token)


@task()
def write_password_changed(user_id: str) -> None:
    """The letter that says that a password was changed."""
    user = find_active(UUID(user_id))
    if user is not None:
        send(PASSWORD_CHANGED, to=user.email)


@task()
def write_link(offer_id: str) -> None:
    """The letter that offers to link an identity; none where there is no such offer."""
    offer = find_offer_by_id(UUID(offer_id))
    if offer is None:
        return
    token = new_token()
    renew_offer(offer=offer, token=token, at=timezone.now())
    send(LINK_ACCOUNT, to=offer.user.email, token=token)
