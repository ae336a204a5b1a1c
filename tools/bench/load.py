"""People at work against the running application: a fixed mix with pauses to think, and each page alone.

Times are those of a person: from the first byte sent until the last one read, of the request that shows the page or
saves. They are told, never judged: a busy machine is no defect.
"""

from __future__ import annotations

import http.client
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit

from tools.bench.mix import TOKEN

THINK_SECONDS = 2.0
ALONE_TIMES = 20
TIMEOUT_SECONDS = 60
CSRF = "b" * 32

Session = Mapping[str, Any]


@dataclass
class Measured:
    """Seconds per page in order of their arrival, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, page: str, seconds: float) -> None:
        """One page was shown."""
        self.seconds.setdefault(page, []).append(seconds)

    def join(self, other: Measured) -> None:
        """Take over what somebody else measured."""
        for page, seconds in other.seconds.items():
            self.seconds.setdefault(page, []).extend(seconds)
        self.errors += other.errors


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed. Raises ValueError for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


def together(address: str, sessions: Sequence[Session], weights: Mapping[str, int], *, seconds: float) -> Measured:
    """All sessions at once for that long, each with its own order of pages and two seconds between them."""
    found = Measured()
    lock = threading.Lock()
    end = time.monotonic() + seconds

    def work(number: int) -> None:
        random = Random(number)
        own = Measured()
        with _Browser(address) as browser:
            time.sleep(random.uniform(0, THINK_SECONDS))  # nobody begins in the same second
            while time.monotonic() < end:
                (page,) = random.choices(list(weights), weights=list(weights.values()))
                _timed(browser, sessions[number], page, random, own)
                time.sleep(THINK_SECONDS)
        with lock:
            found.join(own)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(sessions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def alone(address: str, session: Session, weights: Mapping[str, int]) -> Measured:
    """One session without pauses, each page so often; the first visit of each does not count."""
    found, random = Measured(), Random(0)
    with _Browser(address) as browser:
        for page in weights:
            _timed(browser, session, page, random, Measured())
            for _ in range(ALONE_TIMES):
                _timed(browser, session, page, random, found)
    return found


def _timed(browser: _Browser, session: Session, page: str, random: Random, found: Measured) -> None:
    place = session[page]
    steps = random.choice(place["visits"])
    for step in steps:
        started = time.monotonic()
        try:
            status = browser.ask(step["path"], step["form"], place["cookie"])
        except (OSError, http.client.HTTPException) as error:
            found.errors.append(f"{page}: {error or type(error).__name__}")
            return
        if status != step["status"]:
            found.errors.append(f"{page}: {step['path'].split('?')[0]} answered {status}")
            return
    found.add(page, time.monotonic() - started)


class _Browser:
    """One persistent connection, as a browser keeps it."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._connection = http.client.HTTPConnection(self._host, timeout=TIMEOUT_SECONDS)

    def __enter__(self) -> _Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, path: str, form: Mapping[str, str] | None, cookie: str) -> int:
        """Send one request, read the whole answer, and give its status."""
        headers = {"Cookie": f"{cookie}; csrftoken={CSRF}", "Accept-Language": "de"}
        body = None
        if form is not None:
            filled = {name: str(uuid.uuid4()) if value == TOKEN else value for name, value in form.items()}
            body = urlencode(filled | {"csrfmiddlewaretoken": CSRF})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request("POST" if body else "GET", path, body=body, headers=headers)
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()  # the next request opens it anew
            raise
        return answer.status
