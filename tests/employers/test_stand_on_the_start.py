"""What somebody promised an employer stands on their own start page, and on nobody else's."""

from rundblick.web.clock import today
from tests.employers.building import DAY, asked, kept, talked
from tests.house import House
from tests.queries import at_most

CARD = "Betrieben zugesagt"


def start(house: House, name: str) -> str:
    return house.login(name).get("/", follow=True).content.decode()


def test_a_next_step_stands_with_whoever_entered_it(house: House) -> None:
    row = kept(house)
    talked(house, row, house.alma, next_step="Arbeitsblatt mitbringen", next_on=today() + 7 * DAY)
    talked(house, row, house.mats, next_step="Probetag vorschlagen", next_on=today() - DAY)
    talked(house, row, house.alma, next_step="Erst im Herbst", next_on=today() + 8 * DAY)
    alma, mats = start(house, "alma"), start(house, "mats")
    assert CARD in alma and "Arbeitsblatt mitbringen" in alma
    assert "Probetag" not in alma and "Erst im Herbst" not in alma
    assert "Probetag vorschlagen" in mats and "Arbeitsblatt" not in mats
    for name in ("bert", "dana", "nora", "frank", "otto", "cem"):
        assert CARD not in start(house, name), name


def test_a_question_stands_with_whoever_answers_until_it_is_answered(house: House) -> None:
    row = kept(house)
    ticket = asked(house, row, answerer=house.alma, due_in=1)
    assert "Wer hilft beim Antrag?" in start(house, "alma") and CARD not in start(house, "mats")
    house.login("bert").post(f"/betriebe/frage/{ticket.pk}/", {"answer": "Wir.", "version": "1"})
    assert CARD not in start(house, "alma")


def test_what_is_done_or_belongs_to_the_past_of_an_employer_is_gone(house: House) -> None:
    row = kept(house)
    talk = talked(house, row, house.alma, next_step="Anrufen", next_on=today())
    house.login("alma").post(f"/betriebe/kontakt/{talk.pk}/getan/")
    assert CARD not in start(house, "alma")
    talked(house, row, house.alma, next_step="Noch etwas", next_on=today())
    assert CARD in start(house, "alma")
    house.login("mats").post(f"/betriebe/{row.pk}/beenden/")
    assert CARD not in start(house, "alma")


def test_it_costs_one_statement_and_those_who_do_not_write_none(house: House) -> None:
    for name, expected in (("mats", 1), ("alma", 1), ("nora", 0), ("ivo", 0)):
        browser = house.login(name)
        browser.get("/")
        with at_most(12) as captured:
            browser.get("/")
        found = [query for query in captured.captured_queries if 'FROM "employers_talk"' in query["sql"]]
        assert len(found) == expected, name
