"""What somebody said about work, on their own page: all of it, theirs alone, as it holds today."""

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.profiles.models import Target
from rundblick.profiles.queries import told_to_person
from tests.cases.families import haddad
from tests.house import House
from tests.profiles.saying import aim, full, say


def test_the_person_reads_what_they_said_and_nothing_of_others(house: House) -> None:
    family = haddad(house)
    full(family)
    aim(family, "Kraftfahrer", family.karim)
    say(family, family.karim, can_words="Karims Worte")
    family.let_in(house.jana, family.amira)
    page = house.login("jana").get(reverse("portal:job")).content.decode()
    for words in ("Beiköchin", "Für viele kochen.", "Ich hebe und trage nichts Schweres.", "20 bis 25 Stunden"):
        assert words in page
    for words in ("Kraftfahrer", "Karims Worte", ">Köchin<"):
        assert words not in page
    assert reverse("portal:job") in house.login("jana").get(reverse("portal:home")).content.decode()


def test_without_anything_said_the_page_says_so(house: House) -> None:
    family = haddad(house)
    family.let_in(house.jana, family.amira)
    assert "Hier steht noch nichts" in house.login("jana").get(reverse("portal:job")).content.decode()


def test_the_function_answers_to_an_own_access_alone(house: House) -> None:
    family = haddad(house)
    full(family)
    for name in ("alma", "bert", "jana"):
        with acting_as(getattr(house, name), "test", read_only=True):
            assert told_to_person() == ([], [])
    family.let_in(house.jana, family.karim)
    with acting_as(house.jana, "test", read_only=True):
        assert told_to_person() == ([], [])
        assert not Target.objects.exists()
