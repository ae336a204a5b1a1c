"""Whatever goes wrong, people read a sentence, find a way back and learn nothing they may not know."""

from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.test import Client, RequestFactory

from rundblick.web import errors


@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_every_error_has_a_page_with_a_way_back(gallery: Client, status: int) -> None:
    answer = gallery.get(f"/fehler/{status}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert errors.WORDS[status].title in page
    assert 'href="/"' in page
    assert "Zur Startseite" in page


def test_an_unknown_address_is_not_repeated(gallery: Client) -> None:
    answer = gallery.get("/mensch/geheim-geheim/")
    assert answer.status_code == 404
    assert "geheim" not in answer.content.decode()


def test_a_step_that_needs_a_form_says_so_and_keeps_its_headers(gallery: Client) -> None:
    answer = gallery.get("/nur-post/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "So lässt sich diese Seite nicht öffnen" in answer.content.decode()


def test_a_form_that_was_open_too_long_is_explained(gallery: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/suche/", {"q": "Haddad"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Diese Seite war zu lange offen" in page
    assert "CSRF" not in page
    assert "Haddad" not in page


def test_an_error_inside_a_page_is_a_short_alert(gallery: Client) -> None:
    answer = gallery.get("/fehler/404/", headers={"HX-Request": "true"})
    piece = answer.content.decode()
    assert piece.startswith('<div class="rb-message rb-message--danger" role="alert">')
    assert "<html" not in piece


@pytest.mark.parametrize("exception", [RequestDataTooBig("x"), TooManyFieldsSent("x")])
def test_too_much_at_once_is_called_too_much(exception: Exception) -> None:
    answer = errors.bad_request(RequestFactory().post("/"), exception)
    assert answer.status_code == 413
    assert errors.bad_request(RequestFactory().post("/"), ValueError("x")).status_code == 400


def test_an_answer_that_brought_its_own_words_keeps_them(gallery: Client) -> None:
    assert "Die Datei" in gallery.get("/fehler/413/").content.decode()


def test_machines_get_no_page(gallery: Client) -> None:
    answer = gallery.get("/nur-post/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.content) == (405, b"")


def test_when_even_the_templates_fail_a_plain_page_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> str:
        raise RuntimeError("Haddad")

    monkeypatch.setattr(errors, "render_to_string", broken)
    answer = errors.server_error(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert page == Path(errors.PLAIN_PAGE).read_text()
    assert "Haddad" not in page
    assert "static" not in page
