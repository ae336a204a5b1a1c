"""Light, dark or like the device: chosen once, kept in a cookie, without an account."""

import pytest
from django.test import Client


def test_the_choice_is_kept_in_a_cookie_and_leads_back(gallery: Client) -> None:
    answer = gallery.post("/darstellung/", {"theme": "dark", "back": "/seite/teile/"})
    assert (answer.status_code, answer["Location"]) == (302, "/seite/teile/")
    cookie = answer.cookies["rundblick_theme"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("dark", "Lax", True)
    page = gallery.get("/seite/teile/").content.decode()
    assert '<html lang="de" data-kern-theme="dark">' in page
    assert 'value="dark" aria-pressed="true"' in page


def test_without_a_choice_the_device_decides(gallery: Client) -> None:
    assert '<html lang="de">' in gallery.get("/").content.decode()


@pytest.mark.parametrize("back", ["https://anderswo.example/", "//anderswo.example/", "javascript:alert(1)", ""])
def test_the_way_back_never_leaves_the_house(gallery: Client, back: str) -> None:
    answer = gallery.post("/darstellung/", {"theme": "light", "back": back})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("theme", ["pink", "", '"><script>'])
def test_an_unknown_theme_means_like_the_device(gallery: Client, theme: str) -> None:
    answer = gallery.post("/darstellung/", {"theme": theme})
    assert answer.cookies["rundblick_theme"].value == "system"
    gallery.cookies["rundblick_theme"] = theme
    assert '<html lang="de">' in gallery.get("/").content.decode()


def test_looking_does_not_choose(gallery: Client) -> None:
    answer = gallery.get("/darstellung/", {"theme": "dark"})
    assert answer.status_code == 405
    assert "rundblick_theme" not in answer.cookies
