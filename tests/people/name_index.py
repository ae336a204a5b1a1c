"""A synthetic register of invented people, and the name index as the database will keep it, in memory."""

import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.people.names import CLOSE_ENOUGH, closeness, query_keys, query_words, search_keys, sort_key, words_needed

# First names and last names; drawn together at random, so that nobody is meant.
_REGISTERS = (
    (
        """
        Anna Maria Lena Lea Mia Emma Sophie Marie Katharina Kathrin Stefanie Sabine Petra Ute Heike Silke
        Jana Christine Christina Julia Laura Hannah Johanna Greta Thomas Michael Stefan Andreas Jürgen
        Jörg Günther Björn Uwe Ralf Christoph Christian Matthias Tobias Lukas Jonas Felix Maximilian Paul
        Finn Karl-Heinz Hans-Peter Anne-Marie Anna-Lena Eva-Maria Ann-Kathrin Käthe Bärbel
        """,
        """
        Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer
        Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange
        Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber
        Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Vogel Friedrich Günther Berger Winkler
        Lorenz Baumann Roth Schuster Böhm Brömmelkamp Lütkenhaus Westerhoff Averbeck Große-Wilde
        Schulte-Uentrop Overhage Tönnissen Füchtenkötter
        """,
    ),
    (
        """
        Ayşe Fatma Emine Hatice Zeynep Elif Merve Büşra Gülşen Sevgi Özlem Çiğdem Mehmet Mustafa Ahmet
        Ali Hüseyin Hasan İbrahim Murat Yusuf Ömer Emre Burak Oğuz Cem Tolga Uğur
        """,
        """
        Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin
        Kara Koç Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Güneş Aktaş Bulut Tekin Karataş Sarıkaya
        """,
    ),
    (
        """
        Mohamed Ahmad Ali Hassan Omar Khaled Ibrahim Mahmoud Yousef Abdullah Samir Tarek Nour Fatima
        Aisha Mariam Zainab Layla Amal Huda Rania Salma Yasmin Hanan Bassam Ghassan Abdulrahman Walid
        """,
        """
        Al-Masri Al-Hassan Al-Ahmad Haddad Khalil Nasser Hamdan Saleh Ismail Darwish Mansour Al-Khatib
        Shami Barakat Othman Sayed El-Amin Ben-Salah Zidan Qasim Farouk Jaber Hariri Sabbagh Abbas Rahimi
        Ahmadi
        """,
    ),
    (
        """
        Oleksandr Andrij Serhij Volodymyr Mykola Ivan Dmytro Maksym Yurij Vasyl Bohdan Ihor Oleh Olena
        Oksana Natalija Iryna Tetjana Kateryna Svitlana Ljudmyla Halyna Yulija Viktorija Daryna Sofija
        Hanna Alina
        """,
        """
        Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Melnyk Kovalchuk Polishchuk Lysenko
        Marchenko Savchenko Rudenko Petrenko Moroz Klymenko Zinchenko Hryhorenko Zhuk Chornyj Tsymbal
        Yurchenko Hnatiuk
        """,
    ),
    (
        """
        Agnieszka Małgorzata Katarzyna Łukasz Paweł Piotr Grzegorz Ewa Ioana Elena Ștefan Florin Mihai
        Jelena Dragan Goran Marko Zoran Milica Arta Besnik Blerim Nguyen Thi Linh
        """,
        """
        Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Popescu Ionescu
        Dumitru Jovanović Petrović Nikolić Krasniqi Berisha Hoxha Gashi Tran Pham Dvořák Novák Szabó Nagy
        """,
    ),
)


@dataclass(frozen=True)
class Entry:
    """One invented person of the register."""

    first_names: str
    last_name: str
    former_name: str = ""

    def __str__(self) -> str:
        return f"{self.first_names} {self.last_name}"


def register(count: int, *, seed: int = 7) -> list[Entry]:
    """`count` different invented persons, with the mix of origins and double names of a city's register."""
    chance = random.Random(seed)
    people: dict[str, Entry] = {}
    while len(people) < count:
        firsts, lasts = chance.choices(_REGISTERS, weights=(50, 14, 14, 14, 8))[0]
        first, last = chance.choice(firsts.split()), chance.choice(lasts.split())
        if chance.random() < 0.15:
            first = f"{first} {chance.choice(firsts.split())}"
        if chance.random() < 0.06:
            last = f"{last}-{chance.choice(lasts.split())}"
        former = chance.choice(lasts.split()) if chance.random() < 0.15 else ""
        entry = Entry(first, last, former)
        people.setdefault(str(entry), entry)
    return list(people.values())


class NameIndex:
    """What the table (person, kind, key) and the search function do with it: equality joins and prefix
    ranges."""

    def __init__(self, people: Iterable[Entry]) -> None:
        self.people = list(people)
        self.rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, person in enumerate(self.people):
            for row in search_keys(person.first_names, person.last_name, person.former_name):
                self.rows[row].append(number)
        self._plain = sorted(key for kind, key in self.rows if kind == "n")

    def candidates(self, text: str) -> list[tuple[int, int]]:
        """(score, person) of everybody with a row for enough of the typed words, best first."""
        best: dict[tuple[int, int, str], int] = defaultdict(int)
        for query in query_keys(text):
            for key in self._range(query.key) if query.prefix else [query.key]:
                for number in self.rows.get((query.kind, key), ()):
                    place = (number, query.word, query.kind)
                    best[place] = max(best[place], query.weight)
        scores: dict[int, int] = defaultdict(int)
        found: dict[int, set[int]] = defaultdict(set)
        for (number, word, _kind), weight in best.items():
            scores[number] += weight
            found[number].add(word)
        most = max((len(typed) for typed in found.values()), default=0)
        needed = max(most, words_needed(len(query_words(text))))
        return sorted(((scores[n], n) for n in scores if len(found[n]) >= needed), reverse=True)

    def _range(self, prefix: str) -> list[str]:
        start = bisect_left(self._plain, prefix)
        keys = []
        while start < len(self._plain) and self._plain[start].startswith(prefix):
            keys.append(self._plain[start])
            start += 1
        return keys

    def find(self, text: str, *, limit: int = 50) -> list[Entry]:
        """What the page shows: the best candidates, those too far off cut, sorted by closeness and name."""
        hits = []
        for _score, number in self.candidates(text)[:limit]:
            person = self.people[number]
            near = closeness(text, person.first_names, person.last_name, person.former_name)
            if near >= CLOSE_ENOUGH:
                hits.append((-near, sort_key(person.last_name, person.first_names), person))
        return [person for *_order, person in sorted(hits, key=lambda hit: hit[:2])]
