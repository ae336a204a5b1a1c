"""The request as views see it."""

from django.http import HttpRequest

from rundblick.access.context import Context
from rundblick.access.models import User


class Request(HttpRequest):
    """A request of somebody who is logged in, with the access context the middleware has bound."""

    access: Context
    user: User
