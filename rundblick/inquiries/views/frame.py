"""What each page of one question shows on top."""

from typing import Any

from django.urls import reverse

from rundblick.inquiries.access import Place
from rundblick.inquiries.shown import url_of
from rundblick.web.frame import Crumb


def frame(place: Place, here: str = "Frage") -> dict[str, Any]:
    """Title, way back and what this side may do. Whoever was asked is led back to their list, not to the case."""
    row = place.inquiry
    if place.asked:
        back = [Crumb(label="Fragen an mich", url=reverse("inquiries:mine"))]
    else:
        back = [
            Crumb(label="Fälle", url=reverse("cases:list")),
            Crumb(label="Fall", url=reverse("cases:page", args=[row.dossier_id])),
            Crumb(label="Fragen an den Leistungsbereich", url=reverse("inquiries:case", args=[row.dossier_id])),
        ]
    middle = [] if here == "Frage" else [Crumb(label="Frage", url=url_of(row))]
    return {"place": place, "row": row, "page_url": url_of(row), "breadcrumb": [*back, *middle, Crumb(label=here)]}
