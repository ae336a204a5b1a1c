"""How good the search is for whoever asks in English, Ukrainian, Arabic or Turkish.

The questions were written by whoever wrote the words of the topics: they hold the search, and prove less than people.
"""

from collections import defaultdict
from pathlib import Path

import yaml
from django.test import Client

from rundblick.access.context import acting_as
from rundblick.directory import queries
from rundblick.directory.models import Service
from rundblick.directory.reading import read
from rundblick.directory.search import Filters, search
from rundblick.directory.tongues.book import speaking
from tests.directory.region import region
from tests.house import House

__all__ = ["region"]

QUESTIONS = Path(__file__).with_name("queries_tongues.yaml")


def test_four_of_five_first_answers_are_good_in_each_language(region: House) -> None:
    """Precision at five, as for German questions (`test_find_what_is_meant`)."""
    found: dict[str, list[float]] = defaultdict(list)
    worst: list[tuple[float, str]] = []
    with acting_as(region.alma, "test"):
        rows = Service.objects.values_list("pk", "organization__key", "key")
        names = {pk: f"{organization}/{key}" for pk, organization, key in rows}
        for one in yaml.safe_load(QUESTIONS.read_text("utf-8"))["queries"]:
            assert set(one["expect"]) <= set(names.values()), one["query"]
            with speaking(one["page"]):
                hits = search(read(one["query"]), Filters(), queries.clock(), size=5).hits
            good = sum(names[hit.id] in one["expect"] for hit in hits)
            share = good / min(5, len(one["expect"]))
            found[one["page"] or "de"].append(share)
            worst.append(
                (share, f"{one['page']} {one['query']}: {', '.join(names[hit.id] for hit in hits) or 'nothing'}")
            )
    for page, shares in sorted(found.items()):
        print(f"{page:7} {sum(shares) / len(shares):.2f} of {len(shares)}")
    every = [share for shares in found.values() for share in shares]
    print(f"all     {sum(every) / len(every):.2f} of {len(every)}")
    print("\n".join(f"{share:.2f} {text}" for share, text in sorted(worst)[:25]))
    assert len(every) >= 40
    for page, shares in found.items():
        assert sum(shares) / len(shares) >= 0.8, page


def test_an_arabic_word_finds_debt_advice_on_an_arabic_page(region: House, client: Client) -> None:
    page = client.post("/wegweiser/ar/suche/", {"q": "الديون"}).content.decode()
    assert "Schuldner- und Insolvenzberatung" in page and "خدمات" in page


def test_a_slip_of_the_finger_is_understood_and_said(region: House, client: Client) -> None:
    page = client.post("/wegweiser/en/suche/", {"q": "electrcity"}).content.decode()
    assert "“electrcity” understood as “electricity”." in page and "Beratung bei Energieschulden" in page
