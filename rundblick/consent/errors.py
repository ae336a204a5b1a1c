"""What keeps a consent from being written down."""

from rundblick.people.services import Refused

__all__ = ["Refused"]
