"""Templates and scripts keep the content security policy and leak nothing."""

import re
from pathlib import Path

import pytest
from django.test import Client

import rundblick
from rundblick.access.hooks import navigation
from rundblick.access.roles import Role

ROOT = Path(rundblick.__file__).parent
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
WEB = ROOT / "web"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_carries_inline_code_or_trusts_text(path: Path) -> None:
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", path.read_text())
    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"\son[a-z]+\s*=", source)
    assert "javascript:" not in source
    assert not re.search(r'<script(?![^>]*\s(?:src=|type="application/json"))', source)
    assert "<style" not in source
    assert not re.search(r"https?://", source)
    assert not re.search(r"\|\s*safe\b|autoescape off", path.read_text())


def test_every_tag_is_described_in_the_list_of_parts() -> None:
    from rundblick.web.templatetags import kern

    described = (WEB / "PARTS.md").read_text()
    missing = [name for name in (*kern.register.tags, *kern.register.filters) if name not in described]
    assert missing == []


def test_every_class_of_our_own_has_a_style() -> None:
    styles = "".join(path.read_text() for path in ROOT.glob("*/static/**/*.css"))
    defined = set(re.findall(r"\.(rb-[a-z0-9_-]+)", styles))
    used: set[str] = set()
    for path in TEMPLATES:
        source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text())
        for classes in re.findall(r'class="([^"]*)"', source):
            used |= {name for name in classes.split() if name.startswith("rb-") and not name.endswith("-")}
    assert sorted(used - defined) == []


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/seite/teile/",
        "/seite/formular/",
        "/seite/fehler/",
        "/seite/bilder/",
        "/seite/konflikt/",
        "/seite/leer/",
        "/seite/lang/",
        "/seite/anmelden/",
        "/fehler/404/",
    ],
)
def test_no_page_has_holes(gallery: Client, page: str) -> None:
    answer = gallery.get(page).content.decode()
    assert "UNDEFINED(" not in answer
    assert "{%" not in answer
    ids = re.findall(r'\sid="([^"]+)"', answer)
    assert sorted(name for name in set(ids) if ids.count(name) > 1) == []


def test_searching_works_without_scripts_and_keeps_names_out_of_the_address(gallery: Client) -> None:
    page = gallery.get("/").content.decode()
    assert '<form class="rb-search__form" method="post" action="/suche/">' in page
    answer = gallery.post("/suche/", {"q": "Haddad"})
    assert answer.status_code == 302
    assert "Haddad" not in answer["Location"]


def test_no_two_jumps_of_the_keyboard_meet() -> None:
    """After `g`, a letter leads to one place: of the navigation, of the head, or of the page somebody is on."""
    alone = ("preparation/talk", "cases/base_together")  # pages without the navigation
    written = [
        key
        for path in TEMPLATES
        for key in re.findall(r'data-jump="(\w)"', path.read_text())
        if not any(part in str(path) for part in alone)
    ]
    for role in Role:
        keys = [item.key for item in navigation if item.key and role in item.roles]
        assert len(keys) == len(set(keys)), role
        assert set(keys) & set(written) == set(), role
