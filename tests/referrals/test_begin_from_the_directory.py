"""From an offer of the directory to a way to it: chosen for whom, and the form is filled in."""

from rundblick.directory.codes import Status
from tests.cases.families import haddad
from tests.directory.building import body, offered
from tests.house import House


def test_the_coach_chooses_for_whom_and_finds_the_form_filled_in(house: House) -> None:
    family, offer = haddad(house), offered(house)
    browser = house.login("alma")
    page = browser.get(f"/verzeichnis/angebot/{offer.pk}/").content.decode()
    address = f"/faelle/vermittlungen/fuer-wen/{offer.pk}/"
    assert address in page
    lines = browser.get(address).context["lines"]
    links = [one["url"] for line in lines for one in line["members"]]
    mine = next(link for link in links if str(family.amira) in link)
    form = browser.get(mine).context["form"]
    assert form["kind"].value() == "debts"
    assert form["office"].value() == "Kompass: Schuldnerberatung"
    assert form["reach"].value() == "0221 4710 112"


def test_an_agency_with_an_open_door_is_chosen_from_the_list(house: House) -> None:
    family = haddad(house)
    offer = offered(house, body(house, name="Beratungsstelle Brücke", member=house.partner))
    browser = house.login("alma")
    form = browser.get(f"/faelle/vermittlungen/{family.pk}/{family.amira}/neu/?angebot={offer.pk}").context["form"]
    assert str(house.partner.pk) in form.offices
    assert form["place"].value() == str(house.partner.pk) and form["office"].value() == ""


def test_what_is_no_offer_fills_in_nothing(house: House) -> None:
    family = haddad(house)
    draft = offered(house, status=Status.DRAFT)
    browser = house.login("alma")
    for key in ("", "x", str(draft.pk), str(family.pk)):
        form = browser.get(f"/faelle/vermittlungen/{family.pk}/{family.amira}/neu/?angebot={key}").context["form"]
        assert not form["office"].value()


def test_only_own_open_cases_are_offered_and_only_to_who_accompanies(house: House) -> None:
    haddad(house)
    offer = offered(house)
    address = f"/faelle/vermittlungen/fuer-wen/{offer.pk}/"
    assert house.login("hanna").get(address).context["lines"] == []
    for person in ("ivo", "kai", "jana"):
        assert house.login(person).get(address).status_code == 404
    assert "In eine Vermittlung" not in house.login("ivo").get(f"/verzeichnis/angebot/{offer.pk}/").content.decode()
