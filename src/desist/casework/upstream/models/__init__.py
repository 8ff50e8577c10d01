"""What systems upstream said, and when they were last asked."""

from desist.casework.upstream.models.look import Look

__all__ = ["Look"]
