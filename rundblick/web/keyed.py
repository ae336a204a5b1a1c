"""Answers to an address that is itself the key, as a link that was sent or printed."""

from django.http import HttpResponse


def quiet(answer: HttpResponse) -> HttpResponse:
    """The address is a key: it goes to no other house and into no index.

    Without any referrer browsers send the form with an origin of null, which is refused.
    """
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
