"""Exchange as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """How other systems send and receive."""

    name = "desist.casework.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Tell other systems of what is done here."""
        from desist.casework.audit.door import FOLLOWERS
        from desist.casework.exchange.actions.event import publish

        FOLLOWERS.append(publish)
