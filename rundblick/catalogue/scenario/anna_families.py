"""The thirty households of ANNA: twenty in Ennigerloh (e), ten in Everswinkel (v). Everybody is invented.

Households are built so that the printed margins of the report (6.6) hold at once: 36 and 25 children, 16 and 18
of them with one parent, 24 and 14 pupils, 3 and 7 in day care, the rest at home, or grown up.

The report does not print how many participants its quotas refer to. 13 + 6 of them are "about 30 %", 14 are
22 %, together "more than 52 %": only 63 fits. The demo reaches 63 as the members who can work in the sense of
§ 7 SGB II, from the 15th birthday on: 14 single parents, 32 parents in 16 couples, the 5 employable children of the
report, 3 grown-up pupils, and 9 pupils from 15 to 17. Thirty households with one or two parents alone hold 60 adults
at most, so that other members must be among the 63.
"""

import datetime as dt
from dataclasses import dataclass

from rundblick.catalogue.scenario.sheets import blocks


@dataclass(frozen=True, slots=True)
class Member:
    """`place` is where a child spends the day: school, day_care, home or grown_up; empty for adults."""

    given_name: str
    born: dt.date
    place: str = ""
    family_name: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """One household as typed below. `migration` goes into the sheet of the programme only (design rule 11)."""

    key: str
    name: str
    street: str
    admitted: dt.date
    coach: str
    adults: tuple[Member, ...]
    children: tuple[Member, ...]
    languages: tuple[str, ...]
    interpreter: str
    migration: bool

    @property
    def site(self) -> str:
        """The municipality, from the first letter of the key."""
        return "Ennigerloh" if self.key.startswith("e") else "Everswinkel"


# key | family name | street | admitted | coach | languages | interpreter | migration (sheet of the programme)
# below: a = adult, then school, day_care, home, grown_up = child
_SHEET = """
e01 | Alsadi | Am Lindenspeicher 4 | 2020-08-10 | coach.lotse | ar de | ar | ja
  wer: a Zainab 1986-02-11; school Yaman 2009-03-14; school Lujain 2011-10-02; school Karam 2014-06-21
e02 | Wilczkiewicz | Ziegelkamp 17 | 2020-08-11 | coach.lotse | pl de | | ja
  wer: a Marta 1983-06-05; school Kacper 2005-05-09; school Zuzanna 2010-12-01
e03 | Grünwaldt | Hinter dem Hellweg 2 | 2020-08-17 | coach.lotse | ru de | | ja
  wer: a Larisa 1980-11-23; grown_up Maxim 2002-03-27; school Alina 2008-08-19
e04 | Yalçınkaya | Ziegelkamp 31 | 2020-08-18 | coach.lotse | tr de | tr | ja
  wer: a Semra 1991-09-30; school Efe 2013-01-30; day_care Defne 2016-11-11; home Umut 2020-12-05
e05 | Brockhüser | Auf der Haarwiese 9 | 2020-08-19 | coach.lotse | de | | nein
  wer: a Tanja 1984-01-15; school Leonie 2010-07-07; school Mats 2012-04-18
e06 | Berishaj | Am Lindenspeicher 12 | 2020-08-24 | coach.lotse | sq de | | ja
  wer: a Dafina 1985-12-08; school Arta 2006-10-23; school Lirim 2012-09-03
e07 | Tenbrinck | Kalkofenweg 5 | 2020-08-25 | coach.lotse | de | | nein
  wer: a Jessica 1993-03-21; school Jamie 2014-02-26; home Mila 2021-03-17
e08 | Hodžović | Kalkofenweg 22 | 2020-08-31 | coach.lotse | bs de | | ja
  wer: a Almedin 1982-07-02; a Selma 1985-05-17; school Tarik 2011-11-15
e09 | Vasilcu | Ziegelkamp 8 | 2020-09-01 | coach.lotse | ro de | ro | ja
  wer: a Ionuț 1988-10-10; a Mihaela 1990-01-27; school Andrei 2013-08-08; day_care Ioana 2017-05-29
e10 | Karimzada | Am Steinbruchpark 14 | 2020-09-07 | coach.lotse2 | fa de | fa | ja
  wer: a Reza 1975-04-04; a Parisa 1979-08-29; grown_up Milad 2001-09-12; school Setareh 2004-12-20
e11 | Sharifyar | Am Steinbruchpark 3 | 2020-09-08 | coach.lotse2 | fa de | | ja
  wer: a Farid 1978-03-18; a Nilab 1981-12-12; school Hamed 2005-08-04; school Mina 2011-02-14
e12 | Özbekçi | Hinter dem Hellweg 19 | 2020-09-14 | coach.lotse2 | tr de | | ja
  wer: a Hasan 1987-05-25; a Gülten 1989-02-03; school Eymen 2012-12-12; home Asya 2019-11-25
e13 | Reimchen | Auf der Haarwiese 27 | 2020-09-21 | coach.lotse2 | ru de | | ja
  wer: a Viktor 1990-06-14; a Olga 1992-10-01; home Pauline 2020-06-30
e14 | Kassabi | Kalkofenweg 40 | 2020-09-22 | coach.lotse2 | ar de | | ja
  wer: a Rami 1974-09-09; a Hala 1977-11-19; school Adham 2003-10-06
e15 | Windhövel | Auf der Haarwiese 13 | 2020-10-05 | coach.lotse2 | de | | nein
  wer: a Steffen 1979-12-30; a Anke 1981-04-26; school Ben 2006-03-03
e16 | Barakji | Am Lindenspeicher 21 | 2020-10-06 | coach.lotse2 | ar de | ar | ja
  wer: a Suleiman 1976-01-01; a Nour 1980-07-16; grown_up Rima 2001-12-19; school Anas 2009-06-11
e17 | Dragiev | Ziegelkamp 44 | 2020-10-26 | coach.lotse2 | bg de | bg | ja
  wer: a Petar 1989-08-22; a Ivanka 1993-11-05; day_care Nikola 2017-09-22
e18 | Ghebrezgi | Am Steinbruchpark 8 | 2020-11-02 | coach.lotse3 | ti de | ti | ja
  wer: a Tesfalem 1981-05-05; a Selam 1984-03-12; school Yonas 2007-04-25; school Rahel 2010-01-08;
    home Noah 2021-05-13
e19 | Hülsbrock | Kalkofenweg 11 | 2020-11-16 | coach.lotse3 | de | | nein
  wer: a Marcel 1986-10-18; a Nadine 1988-06-07; school Till 2014-09-27
e20 | Bangoura | Hinter dem Hellweg 36 | 2021-01-11 | coach.lotse3 | fr de | fr | ja
  wer: a Ibrahima 1990-02-20; a Fatou 1994-08-13; home Moussa 2019-10-18
v01 | Ellinghoff | Am Brunnenhof 6 | 2020-08-12 | coach.lotse4 | de | | nein
  wer: a Katrin 1985-09-04; school Lasse 2008-11-02; school Finja 2012-05-24; day_care Oskar 2017-02-15
v02 | Bozanlı | Mühlenbreede 15 | 2020-08-20 | coach.lotse4 | ku de | ku | ja
  wer: a Rojin 1990-12-24; school Baran 2013-07-19; day_care Evîn 2017-12-04; day_care Dilan 2016-08-26
v03 | Averkamp | Zur Obstwiese 1 | 2020-08-26 | coach.lotse4 | de | | nein
  wer: a Simone 1978-02-28; grown_up Jule 2002-06-16; school Paul 2005-11-28; school Emmi 2009-09-09
v04 | Stratbücker | Am Brunnenhof 18 | 2020-09-02 | coach.lotse4 | de | | nein
  wer: a Melanie 1987-07-13; school Nico 2010-03-31; school Lotta 2014-10-10
v05 | Pfeilsticker | Mühlenbreede 3 | 2020-09-09 | coach.lotse4 | de | | nein
  wer: a Doreen 1982-04-09; school Justin 2003-05-05; school Celine 2007-09-14; day_care Ole 2018-01-21
v06 | Okonjor | Zur Obstwiese 24 | 2020-09-16 | coach.lotse4 | en de | | ja
  wer: a Adaeze 1991-06-26; school Chidi 2012-02-02; day_care Ngozi 2017-06-17
v07 | Kleingrothe | Am Brunnenhof 29 | 2020-10-07 | coach.lotse4 | de | | nein
  wer: a Vanessa 1986-11-30; school Lina 2004-08-31; home Jonte 2020-10-29
v08 | Melkonjan | Mühlenbreede 20 | 2020-10-28 | coach.lotse3 | hy de | | ja
  wer: a Anahit 1986-03-08; a Tigran 1983-09-19; school Davit 2011-04-06; day_care Nare 2016-09-30
v09 | Darwishi | Zur Obstwiese 10 | 2020-11-18 | coach.lotse3 | ar de | | ja
  wer: a Yousef 1976-05-31; a Amal 1979-10-22; school Samir 2002-12-22; grown_up Leila 2001-07-01
v10 | Tschikwadse | Mühlenbreede 33 | 2021-02-01 | coach.lotse3 | ka de | ka | ja
  wer: a Giorgi 1982-01-14; a Nino 1985-08-08; school Luka 2007-01-18; day_care Mariam 2018-03-08;
    home Sandro 2020-02-09
"""


def families() -> tuple[Family, ...]:
    """All households in the order of the sheet."""
    return tuple(_family(head, said["wer"]) for head, said in blocks(_SHEET))


def _family(head: list[str], body: str) -> Family:
    key, name, street, admitted, coach, languages, interpreter, migration = head
    members = [entry.split() for entry in body.split(";")]
    return Family(
        key=key,
        name=name,
        street=street,
        admitted=dt.date.fromisoformat(admitted),
        coach=coach,
        adults=tuple(_member("", *words) for kind, *words in members if kind == "a"),
        children=tuple(_member(kind, *words) for kind, *words in members if kind != "a"),
        languages=tuple(languages.split()),
        interpreter=interpreter,
        migration=migration == "ja",
    )


def _member(place: str, given_name: str, born: str) -> Member:
    return Member(given_name=given_name, born=dt.date.fromisoformat(born), place=place)
