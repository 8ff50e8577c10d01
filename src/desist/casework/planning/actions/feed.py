"""Making the secret address of a calendar feed, and revoking it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desist.casework.accounts.models import User
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.planning.models import CalendarFeed
from desist.casework.records.keys import keyed_hash


@action("planning.make_feed", on="user", kind=Kind.SECURITY)
def make_feed(*, user: User, token: str, by: Any, at: datetime) -> CalendarFeed:
    """A new address, with a token that is kept as its hash alone; one before it is revoked."""
    for earlier in user.feeds.filter(revoked_at=None):
        revoke_feed(feed=earlier, by=by, at=at)
    feed = CalendarFeed(user=user, token_hash=keyed_hash("calendar", token), made_at=at)
    feed.save(force_insert=True)
    tell(feed, user)
    return feed


@action("planning.revoke_feed", on="feed", kind=Kind.SECURITY)
def revoke_feed(*, feed: CalendarFeed, by: Any, at: datetime) -> CalendarFeed:
    """The address leads nowhere any more."""
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    tell(feed, feed.user, fields=("revoked_at",))
    return feed
