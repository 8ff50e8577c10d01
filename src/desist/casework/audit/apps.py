"""Audit as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trail, the door through which every change goes, and signed checkpoints."""

    name = "desist.casework.audit"
    label = "audit"
