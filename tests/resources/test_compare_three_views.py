"""What both see, what only one side sees, and whether the coach guessed rightly."""

import uuid
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused
from rundblick.resources import rules, services
from rundblick.resources.codes import COLUMNS, Perspective, Section
from rundblick.resources.models import Resource
from rundblick.resources.rules import Kind
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.resources.cards import COACH, DAY, GUESS, PERSON, address, says


@dataclass(frozen=True)
class Said:
    """An entry as the rules need it."""

    perspective: str
    same_as: uuid.UUID
    text: str = "Oma"
    section: str = Section.SOCIAL
    level: int = 2
    pk: uuid.UUID = field(default_factory=uuid.uuid4)


@pytest.mark.parametrize(
    ("views", "kind", "right"),
    [
        ((COACH, PERSON), Kind.SEEN, None),
        ((COACH, GUESS, PERSON), Kind.SEEN, True),
        ((COACH,), Kind.BLIND, None),
        ((COACH, GUESS), Kind.BLIND, False),
        ((PERSON,), Kind.SURPRISE, None),
        ((GUESS, PERSON), Kind.FORESEEN, True),
        ((GUESS,), Kind.MISSED, False),
    ],
)
def test_who_names_a_resource_says_what_it_is(views: tuple[Perspective, ...], kind: str, right: bool | None) -> None:
    group = uuid.uuid4()
    (line,) = rules.compare([Said(view, group) for view in views]).lines
    assert (line.kind, line.guess_was_right) == (kind, right)


entries = st.lists(
    st.builds(
        Said,
        perspective=st.sampled_from([*COLUMNS, Perspective.JOINT]),
        same_as=st.sampled_from([uuid.UUID(int=number) for number in range(4)]),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(entries)
def test_every_entry_stands_in_one_line_and_every_line_has_one_kind(said: list[Said]) -> None:
    compared = rules.compare(said)
    in_lines = [entry.pk for line in compared.lines for entry in line.entries]
    assert sorted(in_lines) == sorted(one.pk for one in said if one.perspective != Perspective.JOINT)
    kinds = (Kind.SEEN, Kind.BLIND, Kind.SURPRISE, Kind.FORESEEN, Kind.MISSED)
    assert sum(len(compared.of(kind)) for kind in kinds) == len(compared.lines)
    assert 0 <= compared.guessed_rightly <= compared.guessed <= len(compared.lines)


def test_the_same_words_of_another_view_are_the_same_resource(house: House) -> None:
    family = haddad(house)
    first = says(family, COACH, "Mutter hilft dienstags")
    second = says(family, PERSON, "  mutter hilft  Dienstags. ")
    other = says(family, PERSON, "Nachbarin")
    assert second.same_as == first.same_as != other.same_as


def test_lines_that_mean_the_same_are_put_together_and_taken_apart(house: House) -> None:
    family = haddad(house)
    coach, person = says(family, COACH, "Großmutter der Kinder"), says(family, PERSON, "Meine Mutter")
    browser, page = house.login("alma"), address(family, "compare")
    answer = browser.post(address(family, "join"), {"zeile": [str(coach.same_as), str(person.same_as)]}, follow=True)
    assert "gehören jetzt zusammen" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert len(set(Resource.objects.values_list("same_as", flat=True))) == 1
        group = Resource.objects.values_list("same_as", flat=True)[0]
    assert "1 Ressource sehen beide".replace(" ", "\xa0", 1) in browser.get(page).content.decode()
    browser.post(address(family, "part"), {"trennen": str(group)})
    with acting_as(house.alma, "test", read_only=True):
        assert all(row.same_as == row.thread for row in Resource.objects.all())


def test_putting_together_holds_for_former_days_and_keeps_an_open_form_valid(house: House) -> None:
    family = haddad(house)
    long_ago = today() - 50 * DAY
    coach, person = says(family, COACH, "Oma", on=long_ago), says(family, PERSON, "Mama", on=long_ago)
    with acting_as(house.alma, "test"):
        services.join(dossier_id=family.pk, person_id=family.amira, groups=[coach.same_as, person.same_as])
        row = Resource.objects.get(pk=person.pk)
        assert row.version == person.version
        changed = services.change(
            row=row,
            author=house.alma,
            version=row.version,
            text="Meine Mama",
            section=row.section,
            level=row.level,
            perspective=row.perspective,
            shared=False,
        )
        assert changed.same_as == row.same_as
        (then,) = rules.compare(Resource.objects.on(today() - DAY)).lines
        assert (then.kind, then.text) == (Kind.SEEN, "Mama")


def test_one_line_alone_is_not_put_together(house: House) -> None:
    family = haddad(house)
    coach = says(family, COACH, "Oma")
    karims = says(family, PERSON, "Bruder", person=family.karim)
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="mindestens zwei"):
        services.join(dossier_id=family.pk, person_id=family.amira, groups=[coach.same_as, karims.same_as])
    answer = house.login("alma").post(address(family, "join"), {"zeile": ["Unsinn", ""]}, follow=True)
    assert "mindestens zwei Zeilen" in answer.content.decode()


def test_without_the_persons_view_there_is_no_picture_that_would_call_everything_a_blind_spot(house: House) -> None:
    family = haddad(house)
    says(family, COACH, "Zuverlässig", section=Section.SUBJECT)
    page = house.login("alma").get(address(family, "compare")).content.decode()
    assert "Noch leer:" in page
    assert "rb-picture__svg" not in page
