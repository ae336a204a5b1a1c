"""What in a text would tell which household is meant, and words that the check of notes would look at twice."""

from rundblick.conferences.models import Conference
from rundblick.language import check
from rundblick.people.models import Address, Household, Membership
from rundblick.people.naming import names_in

AT_MOST = 12
SHORTEST_PLACE = 4
LOOKED_AT = frozenset({"third_person", "label", "hearsay", "conjecture"})
"""Rules of the check of notes that also matter where nobody is named."""


def telling(row: Conference, text: str) -> list[str]:
    """Words of the text that somebody has to look at, each once. Three queries.

    Names and birth dates of the whole household, its number, streets and towns; then whatever the check of notes finds
    about third persons, labels, hearsay and guesses. Other circumstances only people recognise, and the page says so.
    """
    if not text.strip():
        return []
    known = [one.person for one in Membership.objects.filter(dossier_id=row.dossier_id).select_related("person")]
    names = [f"{one.first_names} {one.last_name} {one.former_names}" for one in known]
    places = Address.objects.filter(dossier_id=row.dossier_id).values_list("street", "town")
    names += [word for place in places for part in place for word in part.split() if len(word) > SHORTEST_PLACE]
    numbers = Household.objects.filter(dossier_id=row.dossier_id).values_list("number", flat=True)
    found = names_in(text, names, [one.birth_date for one in known if one.birth_date])
    found += [number for number in numbers if number and number in text]
    found += [one.quote for one in check(text) if one.quote and one.rule in LOOKED_AT]
    return list(dict.fromkeys(found))[:AT_MOST]
