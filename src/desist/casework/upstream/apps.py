"""Upstream as a Django app."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.section import Section


class UpstreamConfig(AppConfig):
    """Systems upstream. Where a site connects none, nobody's case has the section."""

    name = "desist.casework.upstream"
    label = "upstream"
    sections = (
        (Section(text=_("Other systems"), address="upstream:of", roles=CASE_ROLES),)
        if settings.DESIST_UPSTREAM
        else ()
    )
