"""Is the person found under what people really type, and how much does the index cost?"""

import statistics

import pytest

from rundblick.people.names import query_keys, search_keys, sort_key
from tests.people.name_index import Entry, NameIndex, register

# Expected person (first names|last name|former name) and what somebody types to find them.
_QUERIES = """
Jürgen|Brüggenkötter|: Brüggenkötter; Brueggenkoetter; Bruggenkotter; jurgen bruggenkotter; Brügenköter
Käthe|Weißenfels|: Weissenfels; Käte Weisenfels; Kaethe Weißenfels; weißenfels käthe; Weissnefels
Philipp|Schmiedtke|: Filip Schmidtke; Phillip Schmitke; Schmidke; Philip Schmiedke
Stephanie|Meyerhoff|: Stefanie Maierhof; Meierhoff; Steffanie Mayerhof; Meyerhof
Annemarie|Tegtmeyer|: Anne-Marie Tegtmeier; Anne Marie Tegtmeyer; Annmarie Tegtmeyer
Hans-Jörg|Overkamp|: Hansjörg Overkamp; Hans Joerg Overkamp; Overkamp Jörg; Hans Overkamp
Ursula|von der Heidestraat|: Heidestraat; von der Heidestraat; Vonderheidestraat; Ursula Heidestrat
Carola|Große-Brinkhaus|: Große Brinkhaus; Grosse-Brinkhaus; Brinkhaus Carola; Carola Grossebrinkhaus
Friederike|Nachtigall|Lüdenscheidt: Friederike Lüdenscheidt; Luedenscheid; Nachtigal; Friedrike Nachtigall
Björn|Sörensen|: Bjoern Soerensen; Bjørn Sørensen; Björn Sorensen; Björn Sörnsen
Oleksandr|Zhytomyrenko|: Aleksandr Zhytomyrenko; Alexander Schytomyrenko; Zhitomirenko; Олександр Житомиренко
Serhij|Havryliuk|: Sergej Havryljuk; Sergey Gavriluk; Serhii Havrylyuk; Serhiy
Volodymyr|Chernenkyj|: Wladimir Tschernenkyj; Vladimir Chernenky; Wolodymyr Tschernenkij; Chernenkij
Olha|Shchur|: Olga Schtschur; Olga Shchur; Ольга Щур
Yuliia|Ostapchuk|: Julia Ostaptschuk; Julija Ostapchuk; Yulia Ostapcuk
Mohamed|Al-Zoubi|: Muhammad Alzoubi; Mohammed El Zoubi; Mohammad Zoubi; Alzoubi; Mohamed Al Zubi
Abdulrahman|Chalabi|: Abdul Rahman Chalabi; Abdelrahman Schalabi; Abd al-Rahman Chalabi; Abdurrahman Chalabi
Khadija|Ben Youssef|: Benyoussef; Chadija Ben Yusuf; Khadidja Benyoussef; Khadija Youssef
Yousef|Kanaan|: Yusuf Kanaan; Jussuf Kanan; Youssef Kanaan
Gülşen|Karabıyık|: Gulsen Karabiyik; Gülsen Karabiyik; Gülschen Karabıyık; KARABIYIK
İlknur|Çavuşoğlu|: Ilknur Cavusoglu; ilknur çavusoglu; Cavusoğlu; Tschavuschoglu
Agnieszka|Wrzesińska|: Agnieszka Wrzesinska; Agnieska Wrzesinska; Wrzesinka
Łukasz|Dąbrowiecki|: Lukasz Dabrowiecki; Lukas Dabrowiecki; Dombrowiecki Lukasz
Mary-Ann|O'Sullivan|: OSullivan; O’Sullivan Mary; O Sullivan; Osulivan
Đorđe|Živković|: Djordje Zivkovic; Dorde Živkovic; Schivkovic Dorde
Marie-Luise|Pöppelmann|: Marieluise Poeppelmann; Popelmann; Pöpelmann; Luise Pöppelman
Dietrich|Kaczmarczyk|: Dietrich Katschmarschik; Kaczmarzyk; Dieterich Kaczmarczyk
Thi Hoa|Nguyen|: Nguyen Thi Hoa; Hoa Nguyen; Ngyuen Thi Hoa
"""


def cases() -> list[tuple[str, Entry]]:
    """What is typed, and who is meant."""
    found = []
    for line in _QUERIES.strip().splitlines():
        person, typed = line.split(":", 1)
        entry = Entry(*person.split("|"))
        found += [(query.strip(), entry) for query in typed.split(";")]
    return found


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """2,500 invented people and, among them, those we look for."""
    return NameIndex([*register(2500), *dict.fromkeys(entry for _query, entry in cases())])


def test_nearly_everybody_stands_among_the_first_five(index: NameIndex) -> None:
    typed = cases()
    missed = [f"{query!r} -> {person}" for query, person in typed if person not in index.find(query)[:5]]
    assert len(typed) >= 80
    assert 1 - len(missed) / len(typed) >= 0.95, missed


def test_full_names_typed_right_come_first(index: NameIndex) -> None:
    for person in index.people[::25]:
        assert index.find(f"{person.first_names} {person.last_name}")[0] == person
        assert index.find(f"{person.last_name}, {person.first_names}")[0] == person


def test_a_full_name_does_not_bring_a_crowd(index: NameIndex) -> None:
    crowds = [len(index.find(query)) for query, _person in cases() if " " in query]
    assert statistics.median(crowds) <= 3
    assert max(crowds) <= 15


def test_names_of_nobody_find_nearly_nobody(index: NameIndex) -> None:
    strangers = "Xaver Quandt; Thorvald Ymirsson; Priya Venkataraman; Kwabena Asante; Wilhelmine Zuckschwerdt"
    assert all(len(index.find(name)) <= 1 for name in strangers.split("; "))


def test_every_name_is_found_while_it_is_being_typed(index: NameIndex) -> None:
    for typed in ("Brügg", "brueggenk", "Bruggenkö", "Jür Brügg", "J Brüggenk"):
        assert any(hit.last_name == "Brüggenkötter" for hit in index.find(typed)[:5]), typed


def test_a_word_too_many_still_finds_the_person(index: NameIndex) -> None:
    assert str(index.find("Frau Dr. Friederike Nachtigall")[0]) == "Friederike Nachtigall"
    assert str(index.find("Friederike Katharina Nachtigall")[0]) == "Friederike Nachtigall"


@pytest.mark.parametrize("typed", ["", " ", "-", "A", "%", "_", "😀", "' OR 1=1", "B C", "\x00", "12"])
def test_nothing_to_look_for_lists_nobody(index: NameIndex, typed: str) -> None:
    assert len(index.find(typed)) <= 1


def test_a_pasted_text_asks_for_a_bounded_number_of_rows() -> None:
    for text in ("ab" * 5000, "Anna Müller " * 400, "a-" * 3000, "\u0308" * 9000, "ж" * 2000):
        keys = query_keys(text)
        assert len(keys) <= 3000
        assert all(len(key.key) <= 60 for key in keys)
        assert all(len(key) <= 60 for _kind, key in search_keys(text[:120], text[:120]))
        assert len(sort_key(text, text)) <= 260


def test_the_index_stays_small(index: NameIndex) -> None:
    counts = [len(search_keys(p.first_names, p.last_name, p.former_name)) for p in index.people]
    assert statistics.mean(counts) <= 30
    assert max(counts) <= 110
