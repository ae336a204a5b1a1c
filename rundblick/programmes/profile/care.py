"""How closely people are accompanied, how long, what is tried when somebody is not reached, and attendance."""

from rundblick.access.roles import Role
from rundblick.programmes.definition import Attendance, Ladder, Meeting, Programme, Reaction
from rundblick.programmes.profile.telling import Rule, consent, either, event, joined, listed, rule
from rundblick.programmes.rules import rules_of
from rundblick.web.german import count, german_number

_RATIOS = {
    "participants_per_coach": "Teilnehmende je Coach",
    "cases_per_fte": "Fälle je Vollzeitstelle",
    "minimum_per_coach": "Mindestzahl je Coach",
}
_UNITS = {
    "day": ("Tag", "Tage"),
    "half_day": ("halber Tag", "halbe Tage"),
    "teaching_unit": ("Unterrichtseinheit zu 45 Minuten", "Unterrichtseinheiten zu 45 Minuten"),
    "talk": ("Gespräch", "Gespräche"),
}
_SHORT = {"day": "Tage", "half_day": "halbe Tage", "teaching_unit": "Unterrichtseinheiten", "talk": "Gespräche"}
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_ABSENCES = {"excused": "entschuldigtem", "unexcused": "unentschuldigtem", "sick": "krankheitsbedingtem"}
_FROM_ELSEWHERE = ("time.duration", "time.deadlines.", "runs.")


def care(programme: Programme) -> list[Rule]:
    """Ratio, rhythm, least number of talks, and what counts as a contact."""
    found = []
    ratio = programme.care.ratio
    if ratio is not None:
        found.append(rule(f"Betreuungsschlüssel 1:{german_number(ratio.value)}", _RATIOS[ratio.meaning], ratio.origin))
    found += [
        rule(f"{step.label}: {step.every.rhythm()} ein Kontakt", "", step.origin) for step in programme.care.rhythm
    ]
    for talks in programme.care.minimum_talks:
        least = f"mindestens {talks.count} in {talks.within.words()}, gezählt ab: {event(talks.after)}"
        found.append(rule(talks.label, joined(least, f"es zählt: {either(map(event, talks.counts))}"), talks.origin))
    if programme.care.contacts:
        found.append(Rule("Als Kontakt zählt", ", ".join(map(event, programme.care.contacts))))
    return found


def meetings(programme: Programme) -> list[Rule]:
    """Forms of meeting: who sits there, what must be true before, how often at most."""
    return [rule(one.label, _meeting(one), one.origin) for one in programme.care.meetings]


def clocks(programme: Programme) -> list[Rule]:
    """Phases, duration, deadlines, pause and extension."""
    time = programme.time
    found = [rule(f"Phase {phase.label}", phase.purpose, phase.origin) for phase in time.phases]
    found += [
        rule(one.label, one.words, one.origin)
        for code, one in rules_of(programme).items()
        if code.startswith(_FROM_ELSEWHERE)
    ]
    if time.pause is not None:
        longest = f"höchstens {time.pause.longest.words()} am Stück; " if time.pause.longest else ""
        found.append(rule("Pause", f"{longest}so lange warten die Fristen ab Beginn", time.pause.origin))
    if time.extension is not None:
        more = time.extension
        found.append(
            rule(
                f"Verlängerung um bis zu {more.by.words()}",
                joined(
                    f"insgesamt höchstens {more.at_most.words()} ab Beginn" if more.at_most else "",
                    f"angesehen wird: {listed(more.criteria)}" if more.criteria else "",
                    f"entschieden durch: {Role(more.approved_by).label}",
                    f"gefragt wird {more.ask.words()} vor dem Ende",
                ),
                more.origin,
            )
        )
    return found


def ladders(programme: Programme) -> list[Rule]:
    """What is tried when somebody is not reached."""
    return [rule(one.label, _ladder(one), one.origin) for one in programme.time.ladders]


def attendance(programme: Programme) -> list[Rule]:
    """In what presence is counted, how much is needed, what follows when somebody is missing."""
    kept = programme.attendance
    if kept is None:
        return []
    singular, plural = _UNITS[kept.unit]
    needed = f"{german_number(kept.required)} {singular if kept.required == 1 else plural}" if kept.required else plural
    found = [
        rule(
            f"Anwesenheit: {needed}" if kept.required else f"Anwesenheit, gezählt in: {plural}",
            joined(
                f"an: {', '.join(_WEEKDAYS[number - 1] for number in kept.weekdays)}" if kept.weekdays else "",
                f"je Termin {german_number(kept.per_session)}" if kept.per_session != 1 else "",
                f"in vollen Wochen mindestens {german_number(kept.minimum_per_week)} {_SHORT[kept.unit]}"
                if kept.minimum_per_week
                else "",
                "nur Anwesenheit zählt, Versäumtes wird angehängt" if kept.required else "",
                f"Bescheinigung: {kept.certificate}" if kept.certificate else "",
            ),
            kept.origin,
        )
    ]
    for reaction in (kept.outreach, kept.make_up):
        if reaction is not None:
            found.append(rule(reaction.label, _reaction(reaction), reaction.origin))
    if kept.longest_absence is not None:
        found.append(
            rule("Gespräch über langes Fehlen", f"nach {kept.longest_absence.words()} ohne Anwesenheit", kept.origin)
        )
    return found + _groups(kept)


def _groups(kept: Attendance) -> list[Rule]:
    found = []
    if kept.group is not None:
        smallest, largest = kept.group.smallest, kept.group.largest
        size = f"{smallest} bis {largest}" if smallest and largest else f"mindestens {smallest}" if smallest else ""
        size = size or (f"höchstens {largest}" if largest else "")
        guests = "Gäste sind willkommen und werden nur gezählt" if kept.group.guests else ""
        topic = "kein Termin ohne Thema" if kept.group.topic_needed else ""
        about = f"Gruppen von {size} Personen" if size else "Arbeit in Gruppen"
        found.append(rule(about, joined(guests, topic), kept.group.origin))
    if kept.plan:
        topics = listed(dict.fromkeys(one.topic for one in kept.plan))
        words = f"Themen: {topics}"
        found.append(Rule(f"Plan mit {count(len(kept.plan), 'Termin', 'Terminen')}", words))
    return found


def _meeting(one: Meeting) -> str:
    return joined(
        f"am Tisch: {listed(one.people)}" if one.people else "",
        f"vorher: {one.entry}" if one.entry else "",
        f"nur mit Einwilligung: {consent(one.consent)}" if one.consent else "",
        f"höchstens {one.most}-mal" if one.most else "",
    )


def _ladder(one: Ladder) -> str:
    return joined(
        f"beginnt mit: {event(one.starts)}",
        f"{count(one.attempts, 'Versuch', 'Versuche')}, {one.every.rhythm()}",
        f"auf diesen Wegen: {either(map(event, one.ways))}",
        f"danach: {one.proposal}",
        "endet mit jedem Kontakt und sobald die Person keine Versuche mehr möchte",
        "zu Hause nur mit Einwilligung" if "attempt.visit" in one.ways else "",
    )


def _reaction(one: Reaction) -> str:
    kinds = f"{either(_ABSENCES[kind] for kind in one.kinds)} " if one.kinds else ""
    missed = f"nach {kinds}Fehlen" if one.after == 1 else f"nach {one.after}-mal {kinds}Fehlen hintereinander"
    return f"{missed}, innerhalb von {one.within.words()}"
