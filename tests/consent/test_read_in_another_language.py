"""German binds; what was read beside it is a draft until it is approved, and is kept with its own fingerprint."""

import uuid
from pathlib import Path

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.consent.models import Consent
from rundblick.consent.wording import languages, purposes, translations
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import PROTECTED, printed
from tests.consent.test_open_the_pages import address, typed
from tests.house import House


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def test_each_translation_belongs_to_a_text_and_says_that_a_no_costs_nothing() -> None:
    promise = {
        "en": "not get less money",
        "uk": "не отримаєте менше грошей",
        "ar": "فلن تحصل على مال أقل",
        "tr": "daha az para almazsınız",
    }
    for (purpose, version, language), one in translations().items():
        german = purposes()[purpose].version(version)
        assert promise[language] in one.words
        assert one.is_draft(()), "nobody has approved it"
        kinds = [(block.kind, len(block.lines)) for block in one.blocks]
        assert kinds == [(block.kind, len(block.lines)) for block in german.plain_blocks], (purpose, language)
    for asked in purposes().values():
        assert list(asked.translated(asked.text_on(today()))) == list(languages())


def test_both_languages_stand_side_by_side_and_the_draft_says_so(house: House, family: Family) -> None:
    browser = house.login("alma")
    page = browser.get(address(family, family.amira) + "?sprache=ar&zurueck=/faelle/").content.decode()
    assert "Manche Dinge sind sehr persönlich." in page and "بعض الأمور شخصية جدًا." in page
    assert 'lang="ar" dir="rtl"' in page and "Entwurf der Übersetzung, noch nicht freigegeben" in page
    assert "sprache=uk&amp;zurueck=" in page, "the way back is kept"
    assert "بعض" not in browser.get(address(family, family.amira) + "?sprache=xx").content.decode()


def test_what_was_read_is_kept_with_the_german_text(house: House, family: Family) -> None:
    browser = house.login("alma")
    sent = typed(house, family.amira)
    assert browser.post(address(family, family.amira) + "?sprache=uk", sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        consent = Consent.objects.get()
    read = translations()[(PROTECTED, 1, "uk")]
    assert (consent.text_language, consent.translation, consent.translation_hash) == ("de", "uk", read.fingerprint)
    shown = browser.get(reverse("consent:show", args=[consent.pk])).content.decode()
    assert "Ukrainisch" in shown and "Деякі речі дуже особисті." in shown and "andere Prüfsumme" not in shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", ["Ваше житло", "Підпис", "Чернетка перекладу"]),
        ("ar", ["بيتك", "التوقيع", "مسودة"]),
        ("tr", ["Dolaplara", "İmza"]),
    ],
)
def test_the_sheet_prints_every_script(
    house: House, family: Family, tmp_path: Path, language: str, words: list[str]
) -> None:
    browser = house.login("alma")
    url = reverse("consent:sheet", args=[family.pk, family.amira, "home_visit"])
    answer = browser.get(f"{url}?sprache={language}")
    assert answer["Content-Type"] == "application/pdf" and "Amira" not in answer["Content-Disposition"]
    text = printed(answer.content, tmp_path)
    for word in ["Amira Haddad", "Ihre Wohnung gehört zu Ihrem Leben", "höchstens ein Jahr", *words]:
        assert word in text, word


def test_what_the_form_says_stands_on_the_sheet(house: House, family: Family, tmp_path: Path) -> None:
    url = reverse("consent:sheet", args=[family.pk, family.sami, "exchange"])
    sent = {
        "organisation": str(house.partner.pk),
        "topics": ["goals"],
        "last_day": "01.02.2027",
        "token": str(uuid.uuid4()),
    }
    text = printed(house.login("alma").post(url, sent).content, tmp_path)
    assert "Beratungsstelle Brücke" in text and "☒ Ziele" in text and "☐ Aufgaben" in text and "01.02.2027" in text
    assert "zweite Person mit Sorgerecht" in text and "Sami Haddad, sobald alt genug" in text
    with acting_as(house.alma, "test", read_only=True):
        assert not Consent.objects.exists(), "printing is not consenting"
