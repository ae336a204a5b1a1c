"""Every language is whole, faces go with numbers and words, and the sheet on paper is accessible in each."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse
from django.utils.html import escape

from rundblick.feedback import catalogue, faces, paper_form
from rundblick.feedback.languages import CODES, TONGUES
from rundblick.feedback.rules import HIGHEST, LOWEST
from tests.house import House


def test_both_forms_and_all_words_are_there_in_six_languages() -> None:
    assert len(CODES) == 6
    for sheet in (catalogue.shipped("talk"), catalogue.letter()):
        assert set(sheet.wordings) == set(CODES)
        for code in CODES:
            assert sheet.wording(code).draft is (code not in ("de", "einfach")), "translations are marked as drafts"
    for code in CODES:
        words = catalogue.words(code)
        assert bool(words.draft) is (code not in ("de", "einfach"))
        for name in ("named_text", "thanks_named", "named_lead"):
            assert "{coach}" in getattr(words, name), (code, name)


@pytest.mark.parametrize("tongue", TONGUES, ids=CODES)
def test_the_page_speaks_the_language_that_was_chosen(house: House, tongue: object) -> None:
    code, html, direction = tongue.code, tongue.html, tongue.direction  # type: ignore[attr-defined]
    url = reverse("feedback:public", args=[house.jobcenter.pk])
    page = house.client().get(f"{url}?sprache={code}").content.decode()
    assert f'<html lang="{html}" dir="{direction}"' in page
    wording = catalogue.talk().wording(code)
    assert all(escape(text) in page for text in wording.statements.values())
    assert catalogue.words(code).send in page
    assert page.count('class="fb-number"') == 11 * len(wording.statements)


def test_an_unknown_language_is_german(house: House) -> None:
    url = reverse("feedback:public", args=[house.jobcenter.pk])
    assert '<html lang="de"' in house.client().get(f"{url}?sprache=xx").content.decode()


def test_mouths_go_from_sad_to_glad_without_a_jump() -> None:
    bends = [faces.bend(number) for number in range(LOWEST, HIGHEST + 1)]
    assert bends == sorted(bends) and (bends[0], bends[5], bends[-1]) == (-1, 0, 1)
    for number in range(LOWEST, HIGHEST + 1):
        drawn = ET.fromstring(faces.face(number))
        assert drawn.attrib["aria-hidden"] == "true"
        path = drawn.find("{*}path")
        assert path is not None
        ends, middle = (float(value) for value in re.findall(r"M9 ([\d.]+)Q16 ([\d.]+)", path.attrib["d"])[0])
        assert (middle > ends) is (number > 5) and (middle < ends) is (number < 5)
    assert [faces.word_at(number) for number in (0, 5, 10)] == [0, 2, 4]


@pytest.mark.parametrize("code", CODES)
def test_the_sheet_on_paper_is_an_accessible_page(house: House, code: str) -> None:
    paper = paper_form.pdf(house.jobcenter, code)
    assert paper.startswith(b"%PDF")
    assert b"pdfuaid" in paper
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, "it is one page"
