"""Other systems, what they sent, and what they are told."""

from desist.casework.exchange.models.event import OutboundEvent
from desist.casework.exchange.models.submission import Submission
from desist.casework.exchange.models.system import OtherSystem, SystemToken

__all__ = ["OtherSystem", "OutboundEvent", "Submission", "SystemToken"]
