"""Twenty-six households of the present. Ages instead of birth dates, so that they stay true on any day.

Two persons are in the file twice (13 and 20, 17 and 21) for the intake check; the twins of household 3 are not.
Household 9 has protected contact; somebody left household 11 for household 12; household 4 has nine members.
"""

import datetime as dt
from dataclasses import dataclass

from rundblick.catalogue.scenario.days import birthday, dice, workday_before
from rundblick.catalogue.scenario.sheets import blocks


@dataclass(frozen=True, slots=True)
class NowMember:
    """A member as typed: `age` is "34" (years), "7m" (months), "18in12" (turns 18 in 12 days), "=c2" (as c2)."""

    code: str
    role: str
    given_name: str
    family_name: str
    age: str


@dataclass(frozen=True, slots=True)
class NowFamily:
    """One household of the present. `anna` is the coach's login when it takes part in the second run."""

    key: str
    name: str
    street: str
    site: str
    opened: int
    responsible: str
    languages: tuple[str, ...]
    interpreter: str
    anna: str
    members: tuple[NowMember, ...]


# key | name | street | site | opened days ago | responsible | languages | interpreter | coach in ANNA
# below: role, given name (with a family name of one's own behind a colon), age
_SHEET = """
01 | Fuhrkötter | Kalkofenweg 33 | Ennigerloh | 410 | coach | de | | coach.lotse
  wer: single_parent Nadine 36; child Lennox 11; child Ida 7
02 | Akçaoğlu | Ziegelkamp 12 | Ennigerloh | 390 | coach | tr de | | coach.lotse
  wer: parent Mehmet 41; parent Elif 38; child Kerem 15in6; child Azra 10; child Yusuf 4
03 | Havrylko | Am Lindenspeicher 7 | Ennigerloh | 720 | coach | uk ru de | uk | coach.lotse
  wer: single_parent Oksana 33; child Maksym 11; child Danylo 5; child Daryna =c2
04 | Al-Khatibi | Mühlenbreede 41 | Everswinkel | 930 | coach.everswinkel | ar de | ar | coach.lotse4
  wer: parent Ahmad 43; parent Rania 39; child Omar 17; child Sara 15; child Hadi 13; child Lina 11;
    child Jad 8; child Nur 6; child Adam 2
05 | Weißenbörger | Am Brunnenhof 2 | Everswinkel | 350 | coach.everswinkel | de | | coach.lotse4
  wer: single_parent Jörg 44; child Smilla 9
06 | Groß-Wietkamp | Auf der Haarwiese 18 | Ennigerloh | 365 | coach | de | | coach.lotse
  wer: parent Ann-Kathrin 31; parent Thorben:Wietkamp 33; child Mattis 6; child Greta 7m
07 | Stepanchuk-Kravets | Zur Obstwiese 13 | Everswinkel | 680 | coach.everswinkel | uk de | uk | coach.lotse4
  wer: single_parent Yuliia 37; child Sofiia 14; child Tymofii 8
08 | Doğruyol | Hinter dem Hellweg 25 | Ennigerloh | 500 | coach | tr de | | coach.lotse2
  wer: parent Hüseyin 47; parent Şükran 45; child Berat 18in12; child Ecrin 12
09 | Marquering | Mühlenbreede 9 | Everswinkel | 240 | coach.everswinkel | de | | coach.lotse4
  wer: single_parent Linda 29; child Emil 5; child Pia 3
10 | Kabasso | Am Steinbruchpark 20 | Ennigerloh | 610 | coach | fr de | | coach.lotse2
  wer: single_parent Aminata 35; child Ismaël 10; child Awa 7
11 | Quast | Kalkofenweg 17 | Ennigerloh | 900 | coach | de | | coach.lotse2
  wer: single_parent Daniela 34; child Luca 9
12 | Overhage | Zur Obstwiese 28 | Everswinkel | 250 | coach.everswinkel | de | | coach.lotse4
  wer: parent Jana 30; parent Rico:Zschoppe 36; child Leni 4m
13 | Kırmızıgül | Ziegelkamp 50 | Ennigerloh | 300 | coach | tr de | |
  wer: single_parent Zeynep 32; child Deniz 6
14 | Stakelbeck | Am Steinbruchpark 1 | Ennigerloh | 1500 | coach.vertretung | de | |
  wer: single Rüdiger 55
15 | Naderpour | Am Brunnenhof 35 | Everswinkel | 820 | coach.everswinkel | fa de | fa |
  wer: parent Farhad 40; parent Shirin 36; child Kian 12; child Parmis 9
16 | Böckelmann-Ruß | Auf der Haarwiese 30 | Ennigerloh | 1100 | coach.vertretung | de | |
  wer: single_parent Chantal 28in1; child Jayden 8; child Leyla-Sophie 6; child Milo 2
17 | Ilieșcu | Zur Obstwiese 5 | Everswinkel | 200 | coach.everswinkel | ro de | |
  wer: single Bogdan 39
18 | Sprenkelmann | Kalkofenweg 52 | Ennigerloh | 1300 | coach.vertretung | de | |
  wer: partner Karl-Heinz 59; partner Irmtraud 57
19 | Gebremichal | Am Brunnenhof 22 | Everswinkel | 270 | coach.everswinkel | ti en de | ti |
  wer: single_parent Selamawit 28; child Natnael 5
20 | Kirmizigül | Mühlenbreede 27 | Everswinkel | 3 | coach.everswinkel | tr de | |
  wer: single Zeynep =now-13-a1
21 | Bogdan | Hinter dem Hellweg 8 | Ennigerloh | 9 | coach | ro | |
  wer: single Iliescu =now-17-a1
22 | Tönsgerlemann | Am Lindenspeicher 30 | Ennigerloh | 450 | coach | de | |
  wer: single_parent Kevin-Marvin 31; child Joleen 7
23 | Bondartschuk | Mühlenbreede 44 | Everswinkel | 760 | coach.everswinkel | uk ru de | uk |
  wer: parent Mykola 45; parent Iryna 42; other Halyna 68; child Polina 16; child Artem 12
24 | El Ouardighi | Ziegelkamp 3 | Ennigerloh | 330 | coach | ar fr de | |
  wer: single_parent Fatima-Zahra 34; child Yassine 11; child Inès 8
25 | Hünefeld-Oßwald | Zur Obstwiese 31 | Everswinkel | 640 | coach.everswinkel | de | |
  wer: parent Sascha:Hünefeld 42; parent Meike:Oßwald 41; adult_child Joris 19; child Fenja 16
26 | Nienkötter | Auf der Haarwiese 4 | Ennigerloh | 560 | coach.vertretung | de | |
  wer: single_parent Petra 53in3; adult_child Hannes 21
"""


def now_families() -> tuple[NowFamily, ...]:
    """All households in the order of the sheet."""
    return tuple(_family(head, said["wer"]) for head, said in blocks(_SHEET))


def _family(head: list[str], body: str) -> NowFamily:
    key, name, street, site, opened, responsible, languages, interpreter, anna = head
    return NowFamily(
        key=f"now-{key}",
        name=name,
        street=street,
        site=site,
        opened=int(opened),
        responsible=responsible,
        languages=tuple(languages.split()),
        interpreter=interpreter,
        anna=anna,
        members=_members(name, body),
    )


def _members(family_name: str, body: str) -> tuple[NowMember, ...]:
    found: list[NowMember] = []
    places = {"a": 0, "c": 0}
    for entry in body.split(";"):
        role, given_name, age = entry.split()
        given_name, _, own_name = given_name.partition(":")
        letter = "c" if role in ("child", "adult_child") else "a"
        places[letter] += 1
        found.append(NowMember(f"{letter}{places[letter]}", role, given_name, own_name or family_name, age))
    return tuple(found)


def born(family: NowFamily, member: NowMember, today: dt.date) -> dt.date:
    """Birth date of a member so that the age typed in the sheet is right on `today`."""
    age = member.age
    if age.startswith("=now"):
        key, code = age[1:].rsplit("-", 1)
        other = next(one for one in now_families() if one.key == key)
        return born(other, next(m for m in other.members if m.code == code), today)
    if age.startswith("="):
        return born(family, next(m for m in family.members if m.code == age[1:]), today)
    if age.endswith("m"):
        return workday_before(today - dt.timedelta(days=30 * int(age[:-1]) + 6))
    if "in" in age:
        turns, days = age.split("in")
        return birthday(today + dt.timedelta(days=int(days)), -int(turns))
    # Nobody else has a birthday in the next three weeks, so that the typed ones stand out.
    last_birthday = today - dt.timedelta(days=dice(f"born/{family.key}/{member.code}").randint(15, 335))
    return birthday(last_birthday, -int(age))
