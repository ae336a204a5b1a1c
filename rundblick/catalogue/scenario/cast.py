"""Organisations, teams and everybody who logs in. All names are invented."""

from rundblick.catalogue.scenario.model import Organisation, Scenario, Team, User

ORGANISATIONS = (
    Organisation(key="jobcenter", name="Jobcenter Musterkreis", kind="jobcenter"),
    Organisation(key="lotse", name="Lotse e. V.", kind="provider"),
    Organisation(key="bruecke", name="Beratungsstelle Brücke", kind="partner"),
    Organisation(key="teilhabe", name="Teilhabeberatung der Rentenversicherung", kind="partner"),
    Organisation(key="institut", name="Institut für Teilhabeforschung Musterstadt", kind="research"),
)

TEAMS = (
    Team(key="ennigerloh", organisation="jobcenter", name="Team Ennigerloh", site="Ennigerloh"),
    Team(key="everswinkel", organisation="jobcenter", name="Team Everswinkel", site="Everswinkel"),
    Team(key="leistung", organisation="jobcenter", name="Leistung"),
    Team(key="vermittlung", organisation="jobcenter", name="Vermittlung"),
    Team(key="coaching", organisation="lotse", name="ANNA-Coaching"),
)


def _user(login: str, name: str, organisation: str, team: str, *roles: str, person: str = "") -> User:
    return User(login=login, name=name, organisation=organisation, team=team, roles=roles, person=person)


USERS = (
    _user("coach", "Merle Wiesenhöver", "jobcenter", "ennigerloh", "coach"),
    _user("coach.vertretung", "Aylin Demirkaya", "jobcenter", "ennigerloh", "coach"),
    _user("coach.everswinkel", "Jonas Tiggemann", "jobcenter", "everswinkel", "coach"),
    _user("teamleitung", "Henrike Voßkötter", "jobcenter", "ennigerloh", "team_lead"),
    _user("teamleitung.everswinkel", "Gunnar Lütkehaus", "jobcenter", "everswinkel", "team_lead"),
    _user("zuweisung", "Tarek Sandmann", "jobcenter", "ennigerloh", "nominator", "intake"),
    _user("zuweisung.everswinkel", "Wiebke Ostkamp", "jobcenter", "everswinkel", "nominator", "intake"),
    _user("leistung", "Birte Kornblum", "jobcenter", "leistung", "benefits"),
    _user("vermittlung", "Falk Uhlenbrink", "jobcenter", "vermittlung", "placement"),
    _user("koordination", "Svenja Haverbeck", "jobcenter", "", "coordinator"),
    _user("dubletten", "Enno Grotefels", "jobcenter", "", "steward"),
    _user("datenschutz", "Rieke Amelung", "jobcenter", "", "dpo"),
    _user("administration", "Milan Petzold", "jobcenter", "", "admin"),
    _user("coach.lotse", "Nadja Brinkschulte", "lotse", "coaching", "coach"),
    _user("coach.lotse2", "Ilhan Karataş", "lotse", "coaching", "coach"),
    _user("coach.lotse3", "Swantje Rehbock", "lotse", "coaching", "coach"),
    _user("coach.lotse4", "Pawel Kaminiak", "lotse", "coaching", "coach"),
    _user("koordination.lotse", "Dörte Engelhorn", "lotse", "coaching", "coordinator"),
    _user("partner", "Fenja Mühlenbeck", "bruecke", "", "partner"),
    _user("teilhabeberatung", "Imke Sandkühler", "teilhabe", "", "partner"),
    _user("forschung", "Ruben Wacholder", "institut", "", "research"),
    _user("teilnahme", "Oksana Havrylko", "", "", "participant", person="now-03-a1"),
)


def cast() -> Scenario:
    """The houses and the people who work there, and one participant with an account."""
    return Scenario(organisations=ORGANISATIONS, teams=TEAMS, users=USERS)
