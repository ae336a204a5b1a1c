"""Text messages through a generic HTTP gateway, and how long a text is in the alphabet of mobile phones."""

import http.client
import json
import urllib.error
import urllib.request
import uuid
from typing import Any

from rundblick.config import Sms

LONGEST = 160
"""Characters of one message in the alphabet of GSM 03.38; a longer text is cut into parts and paid twice."""

TIMEOUT_SECONDS = 15
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_FAULT_OF_THE_NUMBER = frozenset({400, 404, 410, 422})


class NotSent(Exception):
    """The gateway did not take the message; `refused`: because of its number, so that trying again is no use."""

    def __init__(self, trouble: str, *, refused: bool = False) -> None:
        super().__init__(trouble)
        self.refused = refused


def length(text: str) -> int | None:
    """Characters the text takes in GSM 03.38, some count twice; None when the alphabet lacks one of them."""
    if not set(text) <= _BASIC | _EXTENDED:
        return None
    return sum(2 if letter in _EXTENDED else 1 for letter in text)


def fits(text: str) -> bool:
    """Whether the text is one message."""
    size = length(text)
    return size is not None and size <= LONGEST


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token goes to the gateway and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def send(message_id: uuid.UUID, number: str, text: str, gateway: Sms) -> None:
    """Hand a text to the gateway: POST with JSON (`to`, `from`, `text`, `id`) and a bearer token.

    `id` and the header `Idempotency-Key` stay the same for each try, so that the gateway can recognise a double.
    Raises NotSent for any answer but 2xx, and when nobody answers.
    """
    body = {"to": number, "from": gateway.sender, "text": text, "id": str(message_id)}
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {gateway.token}",
        "Idempotency-Key": str(message_id),
    }
    request = urllib.request.Request(gateway.url, json.dumps(body).encode(), headers, method="POST")  # noqa: S310
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS):
            return
    except urllib.error.HTTPError as answer:
        answer.close()
        raise NotSent(f"abgelehnt ({answer.code})", refused=answer.code in _FAULT_OF_THE_NUMBER) from None
    except (OSError, http.client.HTTPException) as error:
        raise NotSent(type(error).__name__) from None
