"""Money of a participation: shares of the premium, missing documents, and the subsidy worked out at the table."""

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.programmes.models import Participation
from rundblick.programmes.money_page import money_part
from rundblick.programmes.shelf import shelf
from tests.house import House
from tests.programmes.build import MAYA, anna, day, event, started
from tests.programmes.homes import family, published
from tests.programmes.living import living, workshop
from tests.queries import at_most


@pytest.fixture
def row(house: House) -> Participation:
    return living(house, family(house), programme=published(workshop()))


def test_five_attempts_earn_the_first_share_of_the_premium() -> None:
    """Vogelsberg: 20, 40 and 40 per cent (blag 5.3)."""
    programme = shelf()["aktivierung_vor_ort"]
    facts = [started("2013-05-06", MAYA)]
    part = money_part(facts, programme, day("2013-12-01"))
    assert part is not None and not part.earned and len(part.milestones) == 3
    assert [one.milestone.share for one in part.milestones] == [20, 40, 40]


def test_a_document_that_was_seen_is_missing_no_more() -> None:
    programme = shelf()["minijob_umwandlung"]
    facts = [started("2013-05-06", MAYA)]
    part = money_part(facts, programme, day("2013-06-01"))
    assert part is not None
    (line,) = part.subsidies
    assert len(line.missing) == 4
    seen = event("evidence.received", "2013-05-20", value=line.missing[0].code, subject=MAYA)
    after = money_part([*facts, seen], programme, day("2013-06-01"))
    assert after is not None and len(after.subsidies[0].missing) == 3


def test_a_programme_without_money_says_nothing_about_it() -> None:
    assert money_part([started("2021-05-06")], anna(), day("2021-06-01")) is None


def test_the_page_works_it_out_and_keeps_nothing(house: House, row: Participation) -> None:
    alma = house.login("alma")
    address = reverse("programmes:subsidy", args=[row.pk])
    assert "Zuschuss ausrechnen" in alma.get(address).content.decode()
    tier = workshop().money.subsidies[0].tiers[0]
    typed = {"gross": f"{tier.gross_from}".replace(".", ","), "contract_months": "", "hourly": "99", "at_tariff": ""}
    with at_most(10):
        answer = alma.post(address, typed).content.decode()
    assert "Bruttoentgelt ab" in answer
    less = alma.post(address, typed | {"gross": f"{tier.gross_from - 1}".replace(".", ",")}).content.decode()
    assert "Kein Zuschuss" in less


@pytest.mark.parametrize(("name", "value"), [("gross", "viel"), ("gross", "-1"), ("contract_months", "1,5")])
def test_what_is_no_number_is_told_beside_its_field_and_stays(
    house: House, row: Participation, name: str, value: str
) -> None:
    alma = house.login("alma")
    typed = {"gross": "900", "contract_months": "12", "hourly": "10", name: value}
    page = alma.post(reverse("programmes:subsidy", args=[row.pk]), typed).content.decode()
    assert "Kein Zuschuss" not in page and "Bruttoentgelt ab" not in page
    assert f'value="{value}"' in page


def test_a_programme_without_subsidies_has_no_such_page(house: House) -> None:
    row = living(house, family(house, "Ohne"), programme=published(workshop(id="ohne", money={})))
    alma: Client = house.login("alma")
    assert alma.get(reverse("programmes:subsidy", args=[row.pk])).status_code == 404
