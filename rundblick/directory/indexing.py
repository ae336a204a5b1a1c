"""From entries to what the search looks into. Runs where an entry is saved, and for all after an import."""

import uuid
from collections.abc import Iterable
from functools import cache

from django.db import connection

from rundblick.directory.models import KnownWord, Service
from rundblick.directory.reading import known_parts
from rundblick.directory.taxonomy import audiences, topics
from rundblick.directory.words import LONGEST, SHORTEST_PART, fillers, parts, sign, tokens
from rundblick.people.languages import LANGUAGES
from rundblick.people.typos import signatures

BATCH = 500
SHORTEST_TYPO = 4

_UPSERT = """
INSERT INTO directory_indexedservice (service_id, document)
SELECT %s, setweight(to_tsvector('german', %s), 'A') || setweight(to_tsvector('german', %s), 'B')
    || setweight(to_tsvector('german', %s), 'C') || setweight(to_tsvector('german', %s), 'D')
ON CONFLICT (service_id) DO UPDATE SET document = excluded.document
"""

ENOUGH_TO_COUNT = 100
"""In a smaller directory a word of every fifth entry still tells something."""

_COUNT = f"""
UPDATE directory_knownword k SET share = CASE WHEN n < {ENOUGH_TO_COUNT} THEN 0 ELSE said.ndoc::float / n END
FROM ts_stat('SELECT document FROM directory_indexedservice') said,
    (SELECT count(*) AS n FROM directory_indexedservice) every
WHERE said.word = (tsvector_to_array(to_tsvector('german', k.word)))[1]
"""


def index(service_ids: Iterable[uuid.UUID] | None = None) -> int:
    """Write the words of these services anew, or of all; how many they were.

    Compounds are taken apart where their parts are words of some entry or of the taxonomy, so all words are known
    first; a word that is new with this entry divides the compounds of others when all are written anew, every night.
    """
    rows = Service.objects.select_related("organization").prefetch_related("places__location").order_by("pk")
    if service_ids is not None:
        rows = rows.filter(pk__in=list(service_ids))
    texts = {row.pk: _said(row) for row in rows}
    words = {word for said in texts.values() for text in said for word in tokens(text)} - _signs()
    _know(words)
    known = known_parts(words) | (taxonomy_words() - fillers())
    with connection.cursor() as cursor:
        cursor.executemany(_UPSERT, [(key, *_taken_apart(said, known)) for key, said in texts.items()])
        if service_ids is None:
            cursor.execute(_COUNT)
    return len(texts)


def _said(row: Service) -> tuple[str, str, str, str]:
    """What an entry says, by weight: its names; its main topic and whose it is; further topics; its text."""
    main, *further = [_heard(code) for code in row.topics] or [""]
    people = [f"{one.label} {' '.join(one.words)}" for code in row.audiences if (one := audiences().get(code))]
    places = [f"{place.location.name} {place.location.city} {place.location.district}" for place in row.places.all()]
    return (
        " ".join([row.name, *row.alternate_names]),
        f"{main} {row.organization.name} {row.organization.alternate_name}",
        " ".join([*further, *people, *row.basis]),
        " ".join([row.description, row.plain, row.access, *places, *_tongues(row)]),
    )


@cache
def taxonomy_words() -> frozenset[str]:
    """Words that compounds are made of even where no entry says them alone."""
    said = [text for one in topics().values() for text in (one.label, *one.words)]
    said += [text for two in audiences().values() for text in (two.label, *two.words)]
    return frozenset(text.casefold() for text in said if text.isalpha() and len(text) >= SHORTEST_PART)


def _heard(code: str) -> str:
    """What people call a topic; a code of another directory stands for itself."""
    found = topics().get(code)
    return f"{found.label} {found.plain} {' '.join(found.words)} {sign(code)}" if found else code


@cache
def _signs() -> frozenset[str]:
    return frozenset(sign(code) for code in topics())


def _tongues(row: Service) -> list[str]:
    return [LANGUAGES[code] for code in row.languages if code in LANGUAGES and code != "de"]


def _taken_apart(said: tuple[str, ...], known: set[str]) -> list[str]:
    """The texts with the parts of their compounds, which weigh one less than the compound."""
    texts = [" ".join(tokens(text)) for text in said]
    split = [[part for word in text.split() for part in parts(word, known)] for text in texts]
    lower = [[], *split[:-1]]
    lower[-1] = lower[-1] + split[-1]
    return [" ".join([text, *more]) for text, more in zip(texts, lower, strict=True)]


def _know(words: set[str]) -> None:
    """Keep words that somebody may mistype."""
    wanted = [word for word in sorted(words) if SHORTEST_TYPO <= len(word) <= LONGEST and word.isalpha()]
    KnownWord.objects.bulk_create(
        [KnownWord(word=word, signatures=sorted(signatures(word, depth=1))) for word in wanted],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
