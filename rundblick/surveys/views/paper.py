"""A questionnaire on paper, and its codebook."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rundblick.access.requests import Request
from rundblick.surveys.access import questionnaire_or_404
from rundblick.surveys.codes import Respondent
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.paper import codebook as codebook_of
from rundblick.surveys.paper import sheet
from rundblick.surveys.publishing import document as document_of
from rundblick.surveys.shelf import shelf
from rundblick.web.clock import now
from rundblick.web.spreadsheets import CSV


def _document(request: Request, code: str, number: int) -> Questionnaire:
    row = questionnaire_or_404(request.access, code, number)
    if row is not None:
        return document_of(row)
    found = shelf().get(code)
    if found is None or found.version != number:
        raise Http404
    return found


@require_GET
def paper(request: Request, code: str, number: int) -> HttpResponse:
    """The empty sheet as PDF; `?sprache=`, `?sicht=` and `?zeitpunkt=` choose which one. It names nobody."""
    document = _document(request, code, number)
    language = request.GET.get("sprache", "de")
    view = request.GET.get("sicht", document.respondents[0])
    wave = request.GET.get("zeitpunkt", "")
    if (
        language not in ("de", *document.languages)
        or view not in document.respondents
        or (wave and document.wave(wave) is None)
    ):
        raise Http404
    language = language if view == Respondent.SELF.value else "de"
    content = sheet(document, language=language, view=view, wave=wave, created=now())
    return _file(content, "application/pdf", f"{code}-{number}-{language}.pdf")


@require_GET
def codebook(request: Request, code: str, number: int) -> HttpResponse:
    """What each code of a version means, as CSV."""
    document = _document(request, code, number)
    content = ("\ufeff" + codebook_of(document)).encode()
    return _file(content, CSV, f"codebuch-{code}-{number}.csv")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
