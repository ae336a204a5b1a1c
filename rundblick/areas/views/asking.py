"""Which street belongs where? Asked and answered at once; nothing is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.areas import access, queries
from rundblick.areas.forms import AskForm
from rundblick.areas.views.tabs import tabs
from rundblick.web.clock import today


@require_http_methods(["GET", "POST"])
@throttled(times=120, seconds=60)
def ask(request: Request) -> HttpResponse:
    """The area of an address, who looks after it, and which line says so."""
    context = access.house(request)
    form = AskForm(request.POST or None)
    shown = {"tabs": tabs(request, "ask"), "form": form, "asked": False}
    if request.method == "POST" and form.is_valid():
        where, answer = queries.look_up(context, **form.cleaned_data, as_of=today())
        keys = [key for key in answer.areas if answer.by]
        areas = queries.names(context, keys)  # type: ignore[arg-type]
        charges = queries.charges(areas, today())
        found = [(areas[key], charges.get(key)) for key in keys if key in areas]  # type: ignore[index,call-overload]
        shown |= {"asked": True, "found": found, "answer": answer, "number": where.number}
    answer_page = render(request, "areas/ask.html", shown, status=422 if form.errors else 200)
    answer_page.headers["Cache-Control"] = "no-store"
    return answer_page
