"""Case file as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.section import Section


class CasefileConfig(AppConfig):
    """Pages that bring together what the apps of the journey hold."""

    name = "desist.casework.casefile"
    label = "casefile"
    sections = (Section(text=_("Case file"), address="casefile:person", roles=CASE_ROLES),)

    def ready(self) -> None:
        """Follow what is done to people."""
        from desist.casework.audit.door import FOLLOWERS
        from desist.casework.casefile.actions import follow

        FOLLOWERS.append(follow)
