"""A household in which one member shares and the other keeps."""

from decimal import Decimal

from rundblick.strategy.services import Found
from tests.cases.families import Family, haddad
from tests.house import House
from tests.strategy.talks import address, complete, fill, review, talk, way

SECRET = "Karim will heimlich kündigen"
NOTE = "Nur für die Akte gedacht"


def apart(house: House) -> Family:
    """Amira shares her part, Karim keeps his."""
    family = haddad(house)
    meeting = talk(family, days_ago=200, note=NOTE, preparation_minutes=33)
    amira = fill(family, meeting, family.amira, shared=True, possible_reason="Kita bis 14 Uhr")
    karim = fill(family, meeting, family.karim, possible_reason=SECRET)
    way(family, amira, words="Arbeitgeberteam fragt")
    way(family, karim, "change", words=SECRET)
    complete(family, meeting)
    found = {family.amira: Found(Decimal(20), None, "läuft gut"), family.karim: Found(None, None, SECRET)}
    review(family, meeting, found=found, note=NOTE)
    return family


def page(family: Family, **asked: str) -> str:
    return family.house.login("alma").get(address("page", family.pk, **asked)).content.decode()
