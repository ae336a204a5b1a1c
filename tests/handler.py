"""The test client's handler, with middleware that is loaded once per process instead of once per browser.

WhiteNoise looks at every front-end file when it starts; a test opens a browser for each person it asks.
"""

from typing import Any, ClassVar

from django.conf import UserSettingsHolder, settings
from django.test.client import ClientHandler


class SharedHandler(ClientHandler):
    """Shares its chain with all handlers under the same settings; overridden settings get a chain of their own."""

    _shared: ClassVar[Any] = None

    def load_middleware(self, is_async: bool = False) -> None:
        if isinstance(settings._wrapped, UserSettingsHolder):
            super().load_middleware(is_async)
            return
        if SharedHandler._shared is None:
            super().load_middleware(is_async)
            SharedHandler._shared = vars(self)["_middleware_chain"]
        self._middleware_chain = SharedHandler._shared
