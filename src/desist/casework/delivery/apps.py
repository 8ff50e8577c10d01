"""Delivery as a Django app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """What was delivered, to whom, and what followed from an absence."""

    name = "desist.casework.delivery"
    label = "delivery"
