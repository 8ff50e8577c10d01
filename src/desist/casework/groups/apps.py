"""Groups as a Django app."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Groups of a programme, their members and their sessions."""

    name = "desist.casework.groups"
    label = "groups"
    calendar = "desist.casework.groups.queries.feed.entries_for"
