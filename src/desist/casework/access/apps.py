"""Access as a Django app; it has no tables."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.conf import settings


class AccessConfig(AppConfig):
    """Loads the policy of every app of casework once all models are known."""

    name = "desist.casework.access"
    label = "access"

    def ready(self) -> None:
        """Import each app's policy, which registers itself."""
        for app in reversed(list(apps.get_app_configs())):  # lower apps first
            policy = f"{app.name}.policy"
            if app.name.startswith("desist.casework.") and find_spec(policy):
                import_module(policy)
        import_module(settings.DESIST_LIBRARY_POLICY)
