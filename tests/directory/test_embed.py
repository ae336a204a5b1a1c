"""The directory inside pages of others: where the installation allows it, and nowhere else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from rundblick.config import ConfigError, load
from tests.directory.building import offered
from tests.house import House

SITE = "https://www.kreis.example"


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = settings.RUNDBLICK.model_copy(update={"embed_sites": (SITE,)})
    monkeypatch.setattr(settings, "RUNDBLICK", changed)


def ancestors(policy: str) -> str:
    return next(part.strip() for part in policy.split(";") if "frame-ancestors" in part)


def test_nobody_may_embed_anything_at_first(house: House, client: Client) -> None:
    answer = client.get("/wegweiser/einbetten/")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert ancestors(answer.headers["Content-Security-Policy"]) == "frame-ancestors 'none'"


def test_sites_of_the_installation_may_embed_these_pages_alone(house: House, client: Client, allowed: None) -> None:
    row = offered(house)
    for address in ("einbetten/", "ar/einbetten/", f"einbetten/angebot/{row.pk}/"):
        answer = client.get(f"/wegweiser/{address}")
        assert "X-Frame-Options" not in answer.headers, address
        assert ancestors(answer.headers["Content-Security-Policy"]) == f"frame-ancestors {SITE}"
    answer = client.post("/wegweiser/einbetten/suche/", {"q": "Schulden"})
    assert ancestors(answer.headers["Content-Security-Policy"]) == f"frame-ancestors {SITE}"
    for address in ("", "ar/", "termine/", f"angebot/{row.pk}/", "daten/"):
        answer = client.get(f"/wegweiser/{address}")
        assert answer.headers["X-Frame-Options"] == "DENY", address
        assert ancestors(answer.headers["Content-Security-Policy"]) == "frame-ancestors 'none'"
    assert house.login("nora").get("/verzeichnis/").headers["X-Frame-Options"] == "DENY"


def test_a_frame_has_no_head_and_opens_offers_in_full(house: House, client: Client, allowed: None) -> None:
    row = offered(house)
    page = client.get("/wegweiser/en/einbetten/?thema=debts&nur=liste").content.decode()
    assert f'href="/wegweiser/en/angebot/{row.pk}/" target="_blank" rel="noopener"' in page
    assert "rb-header" not in page and 'role="search"' not in page and "data-map" not in page
    assert 'action="/wegweiser/en/einbetten/suche/"' in client.get("/wegweiser/en/einbetten/").content.decode()


def test_whoever_keeps_the_directory_copies_a_line_without_script(house: House, allowed: None) -> None:
    page = house.login("nora").get("/verzeichnis/einbetten/?zunge=tr&thema=energy").content.decode()
    assert SITE in page and "/wegweiser/tr/einbetten/?thema=energy&amp;nur=liste" in page
    assert "&lt;iframe" in page and "title=&quot;Wegweiser" in page and "&lt;script" not in page


def test_it_says_what_to_do_where_no_site_is_named(house: House) -> None:
    page = house.login("nora").get("/verzeichnis/einbetten/").content.decode()
    assert "Noch darf keine Seite den Wegweiser zeigen" in page and "RUNDBLICK_EMBED_SITES" in page


@pytest.mark.parametrize(
    "wrong", ["http://kreis.example", "kreis.example", "https://kreis.example/seite", "https://*.example"]
)
def test_only_whole_sites_behind_https_can_be_named(wrong: str, tmp_path: Path) -> None:
    environment = {"RUNDBLICK_ENV": "test", "RUNDBLICK_STATE_DIR": str(tmp_path)}
    with pytest.raises(ConfigError, match="RUNDBLICK_EMBED_SITES"):
        load(environment | {"RUNDBLICK_EMBED_SITES": wrong})
    named = load(environment | {"RUNDBLICK_EMBED_SITES": "https://a.example/, https://b.example:8443"})
    assert named.embed_sites == ("https://a.example", "https://b.example:8443")


def test_open_data_are_explained_to_people(house: House, client: Client) -> None:
    page = client.get("/wegweiser/daten/").content.decode()
    assert "/wegweiser/hsds/services/" in page and "per_page" in page
    assert not client.cookies
