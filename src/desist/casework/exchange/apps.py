"""Exchange as a Django app."""

from datetime import time

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """How other systems send and receive."""

    name = "desist.casework.exchange"
    label = "exchange"

    @property
    def timers(self) -> tuple[object, ...]:
        """What was told long ago is forgotten at night."""
        from desist.casework.tasks.timer import Timer  # models are there by then

        run = "desist.casework.exchange.actions.traffic.forget_traffic"
        return (Timer(name="forget_traffic", run=run, daily=time(4)),)

    def ready(self) -> None:
        """Tell other systems of what is done here."""
        from desist.casework.audit.door import FOLLOWERS
        from desist.casework.exchange.actions.event import publish

        FOLLOWERS.append(publish)
