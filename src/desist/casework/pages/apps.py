"""Pages as a Django app; it has no tables."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Layout, components, forms, and the pages that say what went wrong."""

    name = "desist.casework.pages"
    label = "pages"
