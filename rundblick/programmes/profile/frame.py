"""The frame: legal bases in the wording of their time, places, and runs with what they have."""

from rundblick.programmes.definition import Programme, Run
from rundblick.programmes.profile.telling import Rule, joined, listed, rule
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import count, german_date, german_number


def frame(programme: Programme) -> list[Rule]:
    """Everything around the approach, each with where it is said."""
    found = []
    for use in programme.legal_basis:
        law = vocabulary().legal_basis(use.code)
        words = f"{law.source}, in Kraft seit {german_date(law.valid_from)}" if law else ""
        if law and law.valid_until:
            words += f", nicht mehr ab {german_date(law.valid_until)}"
        found.append(rule(law.label if law else use.code, words, use.origin))
    found += [rule(f"Standort {site.label}", "", site.origin) for site in programme.sites]
    sites = {site.code: site.label for site in programme.sites}
    return found + [rule(one.label, _run(one, sites), one.origin) for one in programme.runs]


def _run(one: Run, sites: dict[str, str]) -> str:
    until = f" bis vor dem {german_date(one.valid_until)}" if one.valid_until else ", ohne Ende"
    spread = listed(f"{sites.get(code, code)} {number}" for code, number in one.places_by_site.items())
    staff = one.staff
    posts = (
        f" und {count(staff.coordination_posts, 'Koordinationsstelle', 'Koordinationsstellen')}"
        if staff and staff.coordination_posts
        else ""
    )
    return joined(
        f"ab {german_date(one.valid_from)}{until}",
        f"{count(one.places, 'Platz', 'Plätze')}" + (f" ({spread})" if spread else "") if one.places else "",
        f"{count(staff.coaches, 'Fachkraft', 'Fachkräfte')} auf {german_number(staff.fte)} Vollzeitstellen{posts}"
        if staff
        else "",
    )
