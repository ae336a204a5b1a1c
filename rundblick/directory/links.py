"""Pages of rooms above about an offer, as buttons on its page."""

from collections.abc import Callable
from dataclasses import dataclass

from rundblick.access.hooks import Registry
from rundblick.access.requests import Request
from rundblick.directory.models import Service


@dataclass(frozen=True)
class ServiceLink:
    """Where it leads, in words."""

    label: str
    url: str


ServiceLinks = Callable[[Request, Service], ServiceLink | None]
"""link(request, service) -> where it leads, or None for somebody who may not go there. No query."""

service_links: Registry[ServiceLinks] = Registry("link of a service's page")


def links_of(request: Request, service: Service) -> list[ServiceLink]:
    """All links for this reader."""
    return [found for link in service_links if (found := link(request, service)) is not None]
