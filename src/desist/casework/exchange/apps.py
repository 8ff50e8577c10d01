"""Exchange as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """How other systems send and receive."""

    name = "desist.casework.exchange"
    label = "exchange"
