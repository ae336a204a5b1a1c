"""Goals, tasks and appointments of the present."""

# household | level | members | text | set days ago | due in days | reached days ago
GOALS = """
01 | lead | a1 | Mein Beruf und mein Tag passen zusammen. | 200 | |
01 | action | a1 | Bis Monatsende über die Stelle im Blumenladen entscheiden. | 16 | 9 |
02 | lead | a1 a2 | Beide arbeiten, und abends essen wir zusammen. | 180 | |
02 | action | c1 | In den Ferien ein Praktikum machen. | 20 | 45 |
03 | lead | a1 | Wieder mit Zahlen arbeiten. | 210 | |
03 | area | a1 | Den Abschluss anerkennen lassen. | 120 | 150 |
03 | action | a1 | Die B2-Prüfung ablegen. | 60 | 24 |
03 | action | a1 | Einmal im Monat zum Stammtisch gehen. | 150 | | 38
04 | lead | a1 a2 | Jedes Kind hat seinen Platz. | 240 | |
04 | action | a2 | In der Schule hospitieren. | 50 | | 23
04 | action | c1 | Bis zum nächsten Monatsende zwischen zwei Betrieben entscheiden. | 9 | 33 |
05 | lead | a1 | Wieder an der Hobelbank stehen. | 150 | |
05 | action | a1 | Arbeitszeiten mit der Werkstatt klären. | 4 | 10 |
06 | lead | a1 a2 | Meisterbrief und Teilzeit, ohne dass die Kinder zu kurz kommen. | 130 | |
07 | lead | a1 | Als Pflegefachkraft anerkannt sein. | 220 | |
07 | action | a1 | Als Pflegehelferin anfangen. | 40 | 20 |
08 | lead | a2 | Andere Eltern begleiten. | 90 | |
08 | action | c1 | Den Ausbildungsvertrag unterschreiben. | 8 | 30 |
09 | lead | a1 | Ruhig ankommen. | 60 | |
09 | action | a1 | Den Lebenslauf fertigstellen. | 6 | 12 |
10 | lead | a1 | Von meiner Schneiderei leben. | 100 | |
10 | action | a1 | Drei Monate lang Einnahmen und Ausgaben aufschreiben. | 7 | 84 |
11 | lead | a1 | Auf eigenen Füßen stehen. | 140 | |
11 | action | a1 | Im Vorstellungsgespräch von mir erzählen können. | 25 | 6 |
12 | lead | a1 a2 | Zu dritt gut anfangen. | 5 | |
13 | lead | a1 | Eine Ausbildung in einer Praxis. | 70 | |
14 | lead | a1 | Gebraucht werden. | 300 | |
15 | lead | a2 | Erzieherin werden. | 110 | |
16 | lead | a1 | Den Schulabschluss nachholen. | 80 | |
16 | action | a1 | Zwei feste Vormittage in der Woche freihalten. | 6 | -4 |
17 | lead | a1 | Wieder fahren. | 90 | |
19 | lead | a1 | Lesen, schreiben, arbeiten. | 40 | |
22 | lead | a1 | Feste Arbeit, und Joleen ist gut betreut. | 60 | |
23 | lead | a1 a2 | Beide in unseren Berufen. | 200 | |
24 | action | a1 | Zum Monatsersten in der Bäckerei anfangen. | 15 | 10 |
25 | lead | a2 | Arbeiten, wo Leute sind. | 50 | |
26 | lead | a1 | Mein eigener neuer Abschnitt. | 30 | |
"""

# household | member | who | text | created days ago | due in days | done days ago
TASKS = """
01 | a1 | person | Zusage an den Betrieb geben | 2 | 1 |
01 | a1 | jobcenter | Zuschuss zur Arbeitskleidung klären | 2 | 5 |
02 | a1 | person | Schichtplan für den nächsten Monat mitbringen | 1 | 10 |
02 | a2 | provider | Platz in der Ferienbetreuung für Azra anfragen | 12 | -2 |
03 | a1 | jobcenter | Schreiben an den früheren Betrieb aufsetzen | 3 | 4 |
03 | a1 | jobcenter | Dolmetschdienst für den nächsten Termin bestellen | 3 | 2 |
03 | a1 | person | Zur B2-Prüfung anmelden | 30 | | 17
04 | a1 | provider | Bogen für die fünf Schulkinder vorbereiten | 2 | 5 |
04 | a2 | jobcenter | Auskunft zur Schulbegleitung beim Kreis einholen | 23 | -5 |
05 | a1 | person | Beim Betrieb nach Gleitzeit fragen | 4 | 3 |
06 | a1 | person | Antrag auf Teilzeit abgeben | 5 | 9 |
07 | a1 | person | Führungszeugnis beantragen | 1 | 2 |
07 | a1 | third | Begleitung zur ersten Schicht anbieten | 13 | 8 |
08 | c1 | jobcenter | Termin mit Berat allein vereinbaren | 3 | 11 |
08 | a1 | person | Neue Abrechnung einreichen | 33 | | 20
09 | a1 | person | Lebenslauf aktualisieren | 6 | 12 |
10 | a1 | person | Einnahmen und Ausgaben aufschreiben | 7 | 14 |
11 | a1 | provider | Vorstellungsgespräch üben | 2 | 5 |
12 | a1 | person | Unterlagen zur Teilnahme mitbringen | 5 | 8 |
13 | a1 | person | Drei Praxen im Ort anrufen | 8 | 6 |
14 | a1 | jobcenter | Anfrage bei der Gemeinde | 10 | -2 |
15 | a2 | person | Unterlagen für das Berufskolleg zusammenstellen | 4 | 13 |
16 | a1 | person | Vormittage mit der Freundin absprechen | 6 | -4 |
16 | a1 | jobcenter | Turnverein für Jayden heraussuchen | 24 | -8 |
17 | a1 | person | Sehtest machen | 9 | -1 |
18 | a1 | person | Beim Wertstoffhof nach festen Tagen fragen | 11 | 15 |
19 | a1 | jobcenter | KiTa-Leitung nach dem Probearbeiten fragen | 3 | 7 |
20 | a1 | jobcenter | Angaben zur Person prüfen | 2 | 1 |
21 | a1 | jobcenter | Angaben zur Person prüfen | 8 | -3 |
22 | a1 | jobcenter | Platz in der Frühbetreuung anfragen | 5 | 2 |
23 | a1 | person | Antrag auf Anerkennung ausfüllen | 7 | 16 |
24 | a1 | person | Arbeitsvertrag mitbringen | 1 | 3 |
25 | a2 | person | Lohnabrechnungen einreichen | 12 | -3 |
26 | a1 | person | Gespräch mit der Büchereileitung | 13 | 1 |
"""

# household | member | week (0 = this) | weekday (1 = Monday, 0 = today) | time | minutes | setting | subject | staff
APPOINTMENTS = """
01 | a1 | 1 | 1 | 09:00 | 45 | office | Arbeitsvertrag ansehen |
02 | c1 | 1 | 3 | 15:30 | 30 | office | Eigener Termin mit Kerem |
03 | a1 | 0 | 0 | 09:30 | 60 | office | Anerkennung, mit Dolmetschdienst |
03 | a1 | 1 | 2 | 10:00 | 30 | video | Vor der Prüfung | coach.lotse
04 | a1 | 1 | 4 | 16:00 | 90 | home_visit | Bogen zu Bildung und Teilhabe | coach.lotse4
04 | c1 | 0 | 5 | 14:00 | 30 | office | Entscheidung zwischen zwei Betrieben |
05 | a1 | 0 | 3 | 11:00 | 45 | walk_and_talk | Arbeitszeiten |
06 | a1 | 1 | 2 | 13:00 | 30 | video | Teilzeit in Elternzeit |
07 | a1 | 0 | 0 | 11:00 | 45 | office | Vor dem Vorstellungsgespräch |
08 | c1 | 1 | 5 | 14:30 | 45 | office | Berat: was sich mit achtzehn ändert |
09 | a1 | 1 | 1 | 10:30 | 50 | office | Nächste Schritte |
10 | a1 | 0 | 0 | 13:00 | 45 | office | Zahlen der ersten Wochen |
11 | a1 | 0 | 0 | 14:30 | 60 | office | Vorstellungsgespräch üben |
11 | a1 | 1 | 3 | 09:00 | 30 | phone | Wie war das Gespräch? | coach.lotse2
12 | a1 | 1 | 4 | 10:00 | 60 | office | Unterlagen zur Teilnahme | coach.lotse4
13 | a1 | 0 | 0 | 16:00 | 30 | phone | Rückmeldung der Praxen |
14 | a1 | 2 | 2 | 10:00 | 45 | neighbourhood | Fahrradkeller |
15 | a2 | 0 | 4 | 09:00 | 50 | office | Berufskolleg, mit Dolmetschdienst |
16 | a1 | 2 | 1 | 09:30 | 45 | home_visit | Wochenplan |
17 | a1 | 0 | 2 | 10:00 | 30 | office | Führerschein |
18 | a2 | 2 | 3 | 11:00 | 45 | neighbourhood | Seniorentreff |
19 | a1 | 1 | 2 | 09:00 | 60 | office | Halbzeit im Kurs, mit Dolmetschdienst |
20 | a1 | 1 | 1 | 13:30 | 30 | office | Angaben zur Person |
22 | a1 | 0 | 1 | 09:00 | 30 | phone | Frühbetreuung |
23 | a1 | 1 | 3 | 16:30 | 30 | video | Anerkennung |
24 | a1 | 0 | 2 | 14:00 | 30 | office | Arbeitsvertrag |
25 | a2 | 1 | 5 | 10:00 | 45 | office | Berechnung mit beiden Einkommen |
26 | a1 | 2 | 4 | 15:00 | 40 | decentral_office | Stunden in der Bücherei |
"""
