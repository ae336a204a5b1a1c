"""Talks of the last weeks in the households of the present, newest first within each household."""

from dataclasses import dataclass

from rundblick.catalogue.scenario.sheets import blocks


@dataclass(frozen=True, slots=True)
class Talk:
    """`ago` counts days back from today, `due` days from today. The responsible coach wrote it unless `by` says."""

    household: str
    member: str
    ago: int
    setting: str
    minutes: int
    shared: bool
    by: str
    sentence: str
    concern: str
    summary: str
    agreed: str
    step: str
    who: str
    due: int


# household | member | days ago | setting | minutes | open to the household | written by
# step: responsible | due in days | text
_SHEET = """
01 | a1 | 2 | office | 50
  Satz: Probearbeiten im Blumenladen ausgewertet und den Dienstplan besprochen.
  Anliegen: Ich möchte den Laden morgens aufschließen, das ist meine Zeit.
  Stand: Nadine Fuhrkötter hat drei Vormittage zur Probe gearbeitet. Der Betrieb bietet 20 Stunden ab dem
    kommenden Ersten. Lennox und Ida sind bis 13 Uhr in der Schule, Ida danach in der OGS.
  Vereinbart: Zusage bis Ende der Woche; das Jobcenter klärt den Zuschuss zur Arbeitskleidung.
  Schritt: person | 1 | Zusage an den Betrieb geben
01 | a1 | 16 | phone | 10
  Satz: Nadine Fuhrkötter hat das Probearbeiten selbst vereinbart und davon erzählt.
01 | a1 | 44 | walk_and_talk | 45 |  | coach.lotse
  Satz: Beim Gehen gesammelt, was Nadine Fuhrkötter gut kann und gern tut.
  Stand: Genannt wurden: mit Kunden reden, Farben zusammenstellen, früh aufstehen.
02 | a1 | 1 | home_visit | 70 | geteilt
  Satz: Hausbesuch auf Einladung: Wochenplan mit zwei Berufen und drei Kindern.
  Anliegen: Wenn wir beide Spätschicht haben, geht es nicht auf.
  Stand: Mehmet Akçaoğlu arbeitet im Schichtbetrieb, Elif Akçaoğlu beginnt in der Großküche. Kerem wird fünfzehn
    und möchte in den Ferien ein Praktikum machen. Yusuf kann bis 16:30 Uhr in der KiTa bleiben.
  Vereinbart: Beide fragen im Betrieb nach festen Wochen. Kerem bekommt einen eigenen Termin.
  Schritt: person | 10 | Schichtplan für den nächsten Monat mitbringen
02 | a2 | 12 | phone | 15
  Satz: Elif Akçaoğlu berichtet vom ersten Tag in der Großküche: viel Betrieb, nettes Team.
02 | c1 | 20 | office | 30 |  | coach.lotse
  Satz: Kerem hat sich drei Betriebe für ein Ferienpraktikum ausgesucht.
03 | a1 | 3 | office | 60
  Satz: Anerkennung des Abschlusses und die nächsten Schritte, mit Dolmetschdienst.
  Anliegen: Ich war Buchhalterin. Zahlen sind in jeder Sprache gleich.
  Stand: Oksana Havrylko hat die Übersetzungen erhalten. Für die Anerkennung fehlt der Nachweis über die
    Berufsjahre. Maksym ist gut in der Schule angekommen, die Zwillinge gehen zusammen in die KiTa.
  Vereinbart: Der frühere Betrieb wird angeschrieben; bis dahin läuft der B2-Kurs weiter.
  Schritt: jobcenter | 4 | Schreiben an den früheren Betrieb gemeinsam aufsetzen
03 | a1 | 17 | video | 25 |  | coach.lotse
  Satz: Videogespräch vom Kurs aus: Prüfungstermin B2 steht fest.
03 | a1 | 38 | group | 90 |  | coach.lotse
  Satz: Stammtisch im Familienzentrum; Oksana Havrylko hat zum Kochen eingeladen.
04 | a1 | 2 | home_visit | 90 | geteilt
  Satz: Großes Familiengespräch: Wer braucht was, und wer hilft wem?
  Anliegen: Sieben Kinder sind sieben Wege. Ich will keinen übersehen.
  Stand: Ahmad Al-Khatibi fährt seit dem Sommer Linienbus in Teilzeit. Rania Al-Khatibi möchte als
    Schulbegleitung arbeiten. Omar beginnt im nächsten Jahr eine Ausbildung, Sara sucht ein Praktikum.
  Vereinbart: Für jedes Schulkind wird der Bogen zu Bildung und Teilhabe durchgesehen.
  Schritt: provider | 5 | Bogen für die fünf Schulkinder vorbereiten
04 | c1 | 9 | office | 40
  Satz: Omar hat zwei Zusagen für eine Ausbildung und möchte beide Betriebe noch einmal sehen.
04 | a2 | 23 | decentral_office | 35 |  | coach.lotse4
  Satz: Rania Al-Khatibi hat in der Schule hospitiert; Rückmeldung war freundlich.
05 | a1 | 4 | walk_and_talk | 50
  Satz: Spaziergang zum neuen Arbeitsweg und Gespräch über die Zeit nach der Schule.
  Anliegen: Ich brauche eine Arbeit, bei der ich um vier Uhr zuhause bin.
  Stand: Jörg Weißenbörger ist Tischler und hat ein Angebot aus einer Werkstatt im Nachbarort. Smilla geht bis
    15 Uhr in die OGS und danach zu einer Freundin.
  Vereinbart: Der Betrieb wird nach Gleitzeit gefragt, notfalls hilft der Fahrdienst der OGS.
  Schritt: person | 3 | Beim Betrieb nach Gleitzeit fragen
05 | a1 | 21 | company | 60 |  | coach.lotse4
  Satz: Werkstatt angesehen; die Maschinen sind neuer, die Handgriffe dieselben.
06 | a1 | 5 | video | 30 | geteilt
  Satz: Rückkehr aus der Elternzeit vorbereitet.
  Anliegen: Ich möchte nicht ganz zurück, aber auch nicht ganz weg.
  Stand: Ann-Kathrin Groß-Wietkamp kann ab dem Frühjahr mit 15 Stunden beginnen. Thorben Wietkamp ist in der
    Meisterschule. Für Greta gibt es eine Zusage der Tagespflege.
  Vereinbart: Antrag auf Teilzeit in Elternzeit bis Monatsende.
  Schritt: person | 9 | Antrag auf Teilzeit abgeben
06 | a2 | 26 | phone | 10 |  | coach.lotse
  Satz: Thorben Wietkamp hat den ersten Teil der Prüfung bestanden.
07 | a1 | 1 | office | 55
  Satz: Bewerbung im Pflegeheim durchgesehen und den Weg dorthin geplant.
  Anliegen: Ich habe zwanzig Jahre als Krankenschwester gearbeitet. Ich kann sofort anfangen.
  Stand: Yuliia Stepanchuk-Kravets beginnt als Pflegehelferin, die Anerkennung läuft nebenher. Sofiia hilft in
    der Bücherei, Tymofii spielt Handball.
  Vereinbart: Dolmetschdienst nur noch für Behördenbriefe, im Gespräch auf eigenen Wunsch ohne.
  Schritt: person | 2 | Führungszeugnis beantragen
07 | a1 | 13 | phone | 15
  Satz: Das Heim hat geantwortet: Vorstellung in der nächsten Woche.
07 | c1 | 30 | neighbourhood | 25 |  | coach.lotse4
  Satz: Sofiia zeigt die Bücherei; dort gibt es ruhige Plätze zum Lernen.
08 | a2 | 3 | decentral_office | 45
  Satz: Was sich ändert, wenn Berat achtzehn wird.
  Anliegen: Mein Sohn will eigenes Geld verdienen, ich will, dass er lernt.
  Stand: Berat wird in den nächsten Tagen volljährig und hat einen Vertrag als Anlagenmechaniker in Aussicht.
    Şükran Doğruyol nimmt am Kurs für Elternbegleitung teil.
  Vereinbart: Berat entscheidet selbst, welche Gespräche die Eltern sehen; er bekommt dazu einen Termin.
  Schritt: jobcenter | 11 | Termin mit Berat allein
08 | c1 | 8 | company | 40 |  | coach.lotse2
  Satz: Berat hat den Betrieb gezeigt, in dem er anfangen möchte.
08 | a1 | 33 | phone | 10
  Satz: Hüseyin Doğruyol hat die Stunden erhöht und schickt die neue Abrechnung.
09 | a1 | 6 | office | 50
  Satz: Ankommen am neuen Ort: KiTa, Wege, eigene Ziele.
  Anliegen: Ich will, dass es hier ruhig anfängt.
  Stand: Emil und Pia haben Plätze in derselben KiTa. Linda Marquering möchte im Frühjahr in Teilzeit im Büro
    beginnen. Kontakt nur über die vereinbarten Wege.
  Vereinbart: Termine finden in der Hauptstelle statt, Post geht an die hinterlegte Anschrift.
  Schritt: person | 12 | Lebenslauf aktualisieren
09 | a1 | 27 | office | 40 |  | coach.lotse4
  Satz: Erste Woche in der KiTa ist gut verlaufen; Emil hat schon einen Freund.
10 | a1 | 7 | group | 90 |  | coach.lotse2
  Satz: Gruppencoaching zur Selbstständigkeit; Aminata Kabasso hat ihre Idee vorgestellt.
  Anliegen: Ich nähe für andere umsonst. Ich will wissen, ob man davon leben kann.
  Stand: Drei feste Kundinnen sind vorhanden. Eine Nähmaschine und ein Platz im Gemeindehaus wären nötig. Ismaël
    spielt Fußball, Awa möchte zum Tanzen.
  Vereinbart: Erst ein Minijob in der Änderungsschneiderei, daneben ein einfacher Plan.
  Schritt: person | 14 | Einnahmen und Ausgaben für drei Monate aufschreiben
10 | a1 | 19 | office | 35
  Satz: Arbeitsvertrag der Änderungsschneiderei gemeinsam gelesen.
11 | a1 | 2 | office | 45
  Satz: Neuer Wochenplan mit Luca, seit die Eltern getrennt wohnen.
  Anliegen: Ich will, dass Luca gern zu beiden geht.
  Stand: Luca ist an jedem zweiten Wochenende bei seinem Vater. Daniela Quast hat sich auf eine Stelle am
    Empfang beworben und wurde eingeladen.
  Vereinbart: Vorbereitung auf das Vorstellungsgespräch in der nächsten Woche.
  Schritt: provider | 5 | Fragen für das Vorstellungsgespräch üben
11 | a1 | 25 | phone | 10 |  | coach.lotse2
  Satz: Einladung zum Vorstellungsgespräch ist da.
12 | a1 | 5 | home_visit | 60 | geteilt
  Satz: Kennenlernen der Familie vor dem Beginn in ANNA.
  Anliegen: Alles ist neu: das Kind, die Wohnung, wir drei.
  Stand: Jana Overhage ist in Elternzeit, Rico Zschoppe arbeitet 20 Stunden in einer Druckerei und möchte mehr.
    Leni schläft inzwischen durch.
  Vereinbart: Beginn in ANNA in zehn Tagen; beide haben zugestimmt.
  Schritt: person | 8 | Unterlagen zur Teilnahme unterschrieben mitbringen
12 | a2 | 18 | phone | 15
  Satz: Rico Zschoppe hat in der Druckerei nach mehr Stunden gefragt.
13 | a1 | 8 | office | 40
  Satz: Berufswunsch und Kinderbetreuung ab Sommer.
  Anliegen: Ich möchte nicht mehr putzen, ich möchte in einer Praxis arbeiten.
  Stand: Zeynep Kırmızıgül hat die mittlere Reife und spricht drei Sprachen. Deniz kommt im Sommer in die
    Schule.
  Vereinbart: Praktikum in einer Zahnarztpraxis, danach Entscheidung über die Ausbildung.
  Schritt: person | 6 | Drei Praxen im Ort anrufen
13 | a1 | 36 | phone | 15
  Satz: Zeynep Kırmızıgül hat den Termin selbst online gebucht.
14 | a1 | 10 | walk_and_talk | 60
  Satz: Rundgang durch den Ort: Wo könnte Rüdiger Stakelbeck gebraucht werden?
  Anliegen: Mit 55 ruft keiner zurück.
  Stand: Rüdiger Stakelbeck ist gelernter Schlosser und repariert im Fahrradkeller der Gemeinde. Die Arbeit dort
    macht Freude, genannt werden Ruhe und klare Aufgaben.
  Vereinbart: Die Gemeinde wird nach einer geförderten Stelle gefragt.
  Schritt: jobcenter | -2 | Anfrage bei der Gemeinde
14 | a1 | 40 | neighbourhood | 40
  Satz: Im Fahrradkeller verabredet; zwölf Räder sind seit dem Sommer fertig geworden.
15 | a2 | 4 | office | 50 | geteilt
  Satz: Weg in die Ausbildung zur Erzieherin, mit Dolmetschdienst.
  Anliegen: Ich will lernen, auch wenn ich die Älteste in der Klasse bin.
  Stand: Shirin Naderpour hat den B2-Abschluss und im Familienzentrum mitgeholfen. Farhad Naderpour arbeitet
    Vollzeit im Lager. Kian und Parmis sind nachmittags im Verein.
  Vereinbart: Bewerbung am Berufskolleg zum nächsten Schuljahr.
  Schritt: person | 13 | Unterlagen für das Berufskolleg zusammenstellen
15 | a1 | 29 | phone | 10
  Satz: Farhad Naderpour hat den unbefristeten Vertrag erhalten.
16 | a1 | 6 | home_visit | 55
  Satz: Ein Tag mit drei Kindern, aufgeschrieben und angesehen.
  Anliegen: Ich hätte gern zwei Stunden am Tag, in denen niemand etwas von mir will.
  Stand: Chantal Böckelmann-Ruß hat gute Erfahrungen mit einer Freundin, die Milo nimmt. Jayden wünscht sich
    einen Platz im Turnverein, Leyla-Sophie ist seit dem Sommer in der Schule.
  Vereinbart: Zwei feste Vormittage ohne Kinder, einer davon für den Schulabschluss.
  Schritt: person | -4 | Vormittage mit der Freundin absprechen
16 | a1 | 24 | phone | 15
  Satz: Anmeldung zum Lehrgang für den Schulabschluss ist abgeschickt.
17 | a1 | 9 | office | 35
  Satz: Führerschein, Anzeigen, nächste Bewerbung.
  Anliegen: Ich brauche nur eine Chance als Fahrer.
  Stand: Bogdan Ilieșcu hat in Rumänien Lkw gefahren. Für die Umschreibung fehlt der Sehtest.
  Vereinbart: Sehtest und Umschreibung zuerst, dann Gespräch mit der Spedition.
  Schritt: person | -1 | Sehtest machen
17 | a1 | 31 | phone | 10
  Satz: Die Spedition hat Interesse und wartet auf den Führerschein.
18 | a2 | 11 | neighbourhood | 45 | geteilt
  Satz: Kaffee im Seniorentreff: Was füllt die Woche, was fehlt?
  Anliegen: Wir haben immer gearbeitet. Jetzt ist es so still.
  Stand: Irmtraud Sprenkelmann liest in der KiTa vor, Karl-Heinz Sprenkelmann hilft auf dem Wertstoffhof aus.
  Vereinbart: Minijob auf dem Wertstoffhof prüfen, Vorlesestunde bleibt.
  Schritt: person | 15 | Beim Wertstoffhof nach festen Tagen fragen
19 | a1 | 3 | office | 60
  Satz: Erster Plan für die nächsten sechs Monate, mit Dolmetschdienst.
  Anliegen: Ich möchte zuerst schreiben lernen, dann arbeiten.
  Stand: Selamawit Gebremichal besucht den Alphabetisierungskurs. Natnael geht gern in die KiTa. In der Küche
    der KiTa wird eine Aushilfe gesucht.
  Vereinbart: Kurs bis zum Frühjahr, danach Probearbeiten in der Küche.
  Schritt: jobcenter | 7 | KiTa-Leitung nach dem Probearbeiten fragen
19 | a1 | 34 | phone | 10
  Satz: Kursplatz ist bestätigt, Fahrkarte beantragt.
20 | a1 | 2 | office | 25
  Satz: Aufnahmegespräch; Angaben werden noch geprüft.
21 | a1 | 8 | office | 20
  Satz: Kurze Vorsprache ohne Termin; Angaben zur Person aufgenommen.
22 | a1 | 5 | phone | 20
  Satz: Kevin-Marvin Tönsgerlemann hat eine Stelle in Aussicht und fragt nach der Betreuung.
  Anliegen: Joleen soll nicht allein zuhause sein, wenn ich Frühschicht habe.
  Vereinbart: Betreuung vor der Schule wird angefragt.
  Schritt: jobcenter | 2 | Platz in der Frühbetreuung anfragen
22 | a1 | 28 | office | 45
  Satz: Bewerbung als Lagerfachkraft abgeschickt; das Zeugnis wurde ergänzt.
23 | a1 | 7 | video | 30 | geteilt
  Satz: Videogespräch aus der Baustelle: Vertrag, Fahrweg, Werkzeug.
  Anliegen: Polina soll hier ihren Schulabschluss machen.
  Stand: Mykola Bondartschuk arbeitet als Elektrohelfer. Iryna Bondartschuk unterrichtet in der Gruppe für
    Mütter Zeichnen. Polina bereitet sich auf die zehnte Klasse vor.
  Vereinbart: Anerkennung als Elektroniker wird beantragt.
  Schritt: person | 16 | Antrag auf Anerkennung ausfüllen
23 | c1 | 22 | office | 35
  Satz: Polina hat die Berufsfelder angesehen, die zu Zeichnen und Mathematik passen.
24 | a1 | 1 | phone | 15
  Satz: Fatima-Zahra El Ouardighi hat die Zusage der Bäckerei.
  Anliegen: Früh um vier ist für mich kein Problem, wenn jemand bei den Kindern ist.
  Vereinbart: Schwester übernimmt die Frühstunden; Beginn zum Monatsersten.
  Schritt: person | 3 | Arbeitsvertrag unterschrieben mitbringen
24 | a1 | 15 | office | 40
  Satz: Zwei Bewerbungen geschrieben, eine davon ganz allein.
25 | a2 | 12 | office | 50 | geteilt
  Satz: Rückkehr in den Verkauf und die Wege der Großen.
  Anliegen: Ich will nicht mehr im Büro sitzen, ich will unter Leute.
  Stand: Meike Oßwald hat eine Zusage in einem Gartencenter. Sascha Hünefeld ist in Kurzarbeit. Joris hat die
    Ausbildung begonnen, Fenja macht ein Praktikum im Tierheim.
  Vereinbart: Berechnung mit beiden Einkommen wird angefragt.
  Schritt: person | -3 | Lohnabrechnungen einreichen
25 | c1 | 35 | phone | 10
  Satz: Joris erzählt von der Berufsschule; der Bus passt jetzt.
26 | a1 | 13 | decentral_office | 40
  Satz: Was kommt, wenn Hannes auszieht.
  Anliegen: Zum ersten Mal seit zwanzig Jahren geht es nur um mich.
  Stand: Petra Nienkötter arbeitet zehn Stunden in der Bücherei und möchte mehr. Hannes hat eine Wohnung
    gefunden.
  Vereinbart: Die Bücherei wird nach weiteren Stunden gefragt.
  Schritt: person | 1 | Gespräch mit der Büchereileitung
"""


def _talk(head: list[str], said: dict[str, str]) -> Talk:
    household, member, ago, setting, minutes, shared, by = (*head, "", "")[:7]
    who, due, step = said.get("Schritt", " | 0 | ").split(" | ")
    return Talk(
        household=household,
        member=member,
        ago=int(ago),
        setting=setting,
        minutes=int(minutes),
        shared=shared == "geteilt",
        by=by,
        sentence=said["Satz"],
        concern=said.get("Anliegen", ""),
        summary=said.get("Stand", ""),
        agreed=said.get("Vereinbart", ""),
        step=step.strip(),
        who=who.strip(),
        due=int(due),
    )


TALKS = tuple(_talk(head, said) for head, said in blocks(_SHEET))
