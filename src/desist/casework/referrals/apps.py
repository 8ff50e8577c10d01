"""Referrals as a Django app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals and their states."""

    name = "desist.casework.referrals"
    label = "referrals"
