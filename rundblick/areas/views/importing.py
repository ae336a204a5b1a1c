"""Taking a street list over: first it is looked through, then all of it is saved or nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rundblick.access.requests import Request
from rundblick.areas import access, street_list
from rundblick.areas.forms import ListForm
from rundblick.areas.services import lists
from rundblick.areas.views.tabs import crumb
from rundblick.calendar.errors import Refused
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
def take_over(request: Request) -> HttpResponse:
    """Look a list through; with "uebernehmen" save it. What was looked through comes back with the form."""
    access.editor(request)
    form = ListForm(request.POST or None, request.FILES or None)
    shown = {"form": form, "breadcrumb": [crumb(), Crumb(label="Straßenliste einlesen")], "head": street_list.HEAD}
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "areas/import.html", shown, status=422 if form.errors else 200)
    content = form.cleaned_data["content"]
    book = street_list.read(content)
    changes = lists.looked_at(author=request.user, book=book) if not book.problems else []
    if "uebernehmen" in request.POST and not book.problems:
        try:
            lists.take_over(author=request.user, book=street_list.read(content))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Die Liste ist übernommen. Sie gilt ab heute.")
            return redirect("areas:list")
    more = max(0, len(book.problems) - street_list.MOST_TOLD)
    checked = {
        "checked": True,
        "problems": book.problems[: street_list.MOST_TOLD],
        "more": more,
        "changes": changes,
        "lines": len(book.entries),
        "content": content,
    }
    return render(request, "areas/import.html", shown | checked, status=422 if book.problems else 200)
