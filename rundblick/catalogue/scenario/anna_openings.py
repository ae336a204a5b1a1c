"""How the thirty households began: the first talk, in the order of the sheet in `anna_families`.

Written as the Handreichung "Ganzheitliche Beratung und Betreuung" asks in 3.6: the person's own concern in their
words, facts without judgement, what was agreed and who does it. Third persons appear by role only.
"""

from dataclasses import dataclass

from rundblick.catalogue.scenario.sheets import blocks


@dataclass(frozen=True, slots=True)
class Opening:
    """First talk of one household. `step` is done by `who`; `lead` and `action` are the goals it led to."""

    concern: str
    summary: str
    agreed: str
    step: str
    who: str
    lead: str
    action: str
    setting: str


# household | setting
_SHEET = """
e01 | office
  Anliegen: Ich möchte arbeiten, aber abends muss jemand bei den Kindern sein.
  Stand: Zainab Alsadi hat im Herkunftsland in einem Großhandel kommissioniert. Früh- und Tagschicht sind
    möglich, solange die Kinder in Schule und OGS sind. Deutsch wird im Gespräch gut verstanden, Briefe sind
    schwer.
  Vereinbart: Zuerst ein Minijob am Vormittag, Deutsch läuft nebenher weiter.
  Schritt: provider | Lebenslauf mit den Tätigkeiten im Großhandel ergänzen
  Leitziel: Unser Einkommen kommt aus eigener Arbeit.
  Handlungsziel: Bis Februar eine Stelle mit Tagschicht probeweise antreten.
e02 | office
  Anliegen: Ich war Köchin, aber ich will etwas, wo ich am Wochenende frei habe.
  Stand: Marta Wilczkiewicz hat zwölf Jahre in der Küche gearbeitet, zuletzt bis 2019. Der Sohn besucht die
    zehnte Klasse, die Tochter die Grundschule. Für Büro- und Lagerstellen wird B2 verlangt.
  Vereinbart: Sprachkurs B2 zuerst, danach gezielte Bewerbungen im Lager.
  Schritt: person | Einstufung beim Kursträger vereinbaren
  Leitziel: Feste Arbeitszeiten, die zur Schule passen.
  Handlungsziel: Den B2-Kurs bis zum Sommer abschließen.
e03 | office
  Anliegen: Mein Sohn soll wissen, wie es weitergeht, dann kann ich auch an mich denken.
  Stand: Larisa Grünwaldt hat als Näherin und in der Montage gearbeitet. Maxim hat den Schulabschluss und sucht
    eine Richtung, am liebsten etwas mit Metall. Alina kommt in der Schule gut zurecht.
  Vereinbart: Mutter und Sohn haben je eigene Termine; gemeinsam nur, was beide betrifft.
  Schritt: jobcenter | Termin bei der Berufsberatung für Maxim
  Leitziel: Jeder von uns hat eine eigene Aufgabe.
  Handlungsziel: Ein Praktikum in der Produktion machen.
e04 | home_visit
  Anliegen: Mit drei Kindern brauche ich jemanden, der auch mal abholt.
  Stand: Semra Yalçınkaya hat eine abgebrochene Ausbildung im Verkauf. Der jüngste Sohn wird im Dezember
    geboren, für danach gibt es die Zusage eines Platzes für die Tochter in der KiTa. Eine Tante wohnt im Ort.
  Vereinbart: Zuerst Betreuung klären, dann Verkauf in Teilzeit.
  Schritt: person | KiTa-Platz und Abholzeiten mit der Tante besprechen
  Leitziel: Ich arbeite wieder im Verkauf.
  Handlungsziel: Acht Stunden in der Woche im Verkauf anfangen.
e05 | office
  Anliegen: Ich kann mehr, als in meinen Zeugnissen steht.
  Stand: Tanja Brockhüser war sieben Jahre in einem Möbelhaus beschäftigt, auch in der Warenannahme. Am PC fehlt
    Übung. Die Kinder sind nach der Schule selbstständig, der Sohn spielt Fußball.
  Vereinbart: PC-Einführung im November, danach Bewerbungen.
  Schritt: provider | Kursplätze für Einsteiger am PC heraussuchen
  Leitziel: Ein Vertrag, von dem wir leben können.
  Handlungsziel: Den PC-Kurs bis Dezember besuchen.
e06 | decentral_office
  Anliegen: Ich arbeite gern mit Kindern. Geht das ohne Ausbildung?
  Stand: Dafina Berishaj hat im Familienzentrum die Spielgruppe begleitet, ohne Bezahlung. Arta ist in der
    neunten Klasse, Lirim in der dritten. Ein erweitertes Führungszeugnis wird gebraucht.
  Vereinbart: Bewerbung als Ergänzungskraft, Beginn mit wenigen Stunden.
  Schritt: person | Führungszeugnis beantragen
  Leitziel: Mein Beruf sind Kinder.
  Handlungsziel: In einer KiTa mit wenigen Stunden beginnen.
e07 | office
  Anliegen: Ich will meine Stunden aufstocken, sobald das Baby einen Platz hat.
  Stand: Jessica Tenbrinck arbeitet zehn Stunden im Büro eines Handwerksbetriebs, der Betrieb bietet mehr an. Im
    März kommt das zweite Kind. Jamie besucht eine Förderschule mit eigenem Fahrdienst.
  Vereinbart: Elternzeit ein knappes Jahr, Rückkehr mit mehr Stunden ist mit dem Betrieb besprochen.
  Schritt: person | Platz in der Tagespflege ab Februar 2022 anfragen
  Leitziel: Ich komme mit mehr Stunden zurück.
  Handlungsziel: Tagespflege bis zum Jahresende zusagen lassen.
e08 | walk_and_talk
  Anliegen: Wir wollen beide arbeiten, nicht nur einer.
  Stand: Almedin Hodžović hat Erfahrung am Bau und in der Fertigung, Selma Hodžović hat einen Führerschein und
    möchte fahren. Tarik ist neun und geht nach der Schule zu den Großeltern im Nachbarhaus.
  Vereinbart: Beide suchen gleichzeitig, die Schichten werden abgestimmt.
  Schritt: provider | Stellen mit gegenläufigen Schichten zusammenstellen
  Leitziel: Wir verdienen beide.
  Handlungsziel: Jede und jeder von uns bewirbt sich bis Ostern auf fünf Stellen.
e09 | office
  Anliegen: Meine Frau hat Talent, sie braucht nur eine Chance als Malerin.
  Stand: Ionuț Vasilcu arbeitet halbe Tage im Gartenbau. Mihaela Vasilcu hat in Rumänien Wohnungen renoviert und
    möchte den Beruf von Grund auf lernen. Die Großmutter lebt mit im Ort und betreut Ioana.
  Vereinbart: Erst Praktikum, dann Ausbildung; der Arbeitgeber von Ionuț Vasilcu wird nach ganzen Tagen gefragt.
  Schritt: provider | Malerbetriebe im Umkreis ansprechen
  Leitziel: Eine Ausbildung mit Abschluss.
  Handlungsziel: Zwei Wochen Praktikum im Malerbetrieb.
e10 | office
  Anliegen: Ich bin gefahren, seit ich achtzehn bin. Warum sollte das hier nicht gehen?
  Stand: Reza Karimzada war Taxifahrer, Parisa Karimzada besucht ab November den B1-Kurs. Milad programmiert in
    der Freizeit und hilft in einer kleinen Firma aus, Setareh möchte das Abitur machen.
  Vereinbart: Führerschein umschreiben, mit Auslieferung beginnen; Milad bekommt eigene Termine.
  Schritt: person | Umschreibung des Führerscheins beantragen
  Leitziel: Jeder von uns lernt oder arbeitet.
  Handlungsziel: Kurierschein im Frühjahr machen.
e11 | home_visit
  Anliegen: Am Ende des Monats soll etwas übrig sein, auch für die Kinder.
  Stand: Farid Sharifyar hat im Handel gearbeitet und ist nachmittags bei den Kindern. Nilab Sharifyar möchte
    ins Lager, eine Freundin arbeitet dort. Hamed und Mina gehen gern zur Schule.
  Vereinbart: Nilab Sharifyar bewirbt sich mit Hilfe der Freundin, Farid Sharifyar übernimmt die Nachmittage.
  Schritt: person | Bewerbung mit der Freundin durchsehen
  Leitziel: Am Monatsende bleibt etwas übrig.
  Handlungsziel: Bis Dezember eine Stelle im Lager antreten.
e12 | office
  Anliegen: Ich habe immer geholfen, jetzt möchte ich einen richtigen Abschluss.
  Stand: Hasan Özbekçi hat viele Jahre ohne Abschluss im Lager gearbeitet. Gülten Özbekçi möchte wieder unter
    Leute, die Tochter ist noch zuhause. Für die Berufsschule wird besseres Deutsch gebraucht.
  Vereinbart: B2-Kurs bis zum Frühjahr, Ausbildung ab August; Gülten Özbekçi nimmt am Stammtisch teil.
  Schritt: provider | Ausbildungsbetriebe für Lagerlogistik anfragen
  Leitziel: Ein Abschluss im eigenen Fach.
  Handlungsziel: Den B2-Kurs bis Ende März beenden.
e13 | office
  Anliegen: Unsere Tochter ist drei Monate alt, ich will trotzdem nicht nur warten.
  Stand: Viktor Reimchen hat den Führerschein Klasse B und war bis 2019 im Möbeltransport. Olga Reimchen ist bis
    zum ersten Geburtstag der Tochter in Elternzeit und möchte danach in ihren Beruf als Näherin zurück.
  Vereinbart: Auslieferung in Teilzeit, sobald die Betreuung am Vormittag geregelt ist.
  Schritt: person | Arbeitszeiten bei zwei Lieferdiensten erfragen
  Leitziel: Wir teilen uns Arbeit und Kind.
  Handlungsziel: Bis zum Sommer mit Auslieferung anfangen.
e14 | office
  Anliegen: Mein Chef hat mehr Arbeit, aber ich habe mich nicht getraut zu fragen.
  Stand: Rami Kassabi arbeitet 15 Stunden in einer Werkstatt. Hala Kassabi möchte in die Hauswirtschaft oder
    Pflege, beides wird ausprobiert. Adham besucht das Berufskolleg.
  Vereinbart: Gespräch mit dem Betrieb wird vorbereitet, Hala Kassabi meldet sich für die Hauswirtschaft an.
  Schritt: provider | Gesprächsleitfaden für den Betrieb gemeinsam aufschreiben
  Leitziel: Volle Stunden und ein zweiter Beruf in der Familie.
  Handlungsziel: Mit dem Chef über mehr Stunden sprechen.
e15 | walk_and_talk
  Anliegen: Nach der Insolvenz der Firma war es, als ginge die Zeit weiter ohne mich.
  Stand: Steffen Windhövel war 18 Jahre im Versand, die Firma schloss 2019. Anke Windhövel sucht ab dem Herbst
    2022 in Teilzeit. Ben hat viele Freunde im Ort.
  Vereinbart: Bewerbungen im Versand, nur Tagschicht; Lebenslauf wird aktualisiert.
  Schritt: person | Zwei frühere Kollegen nach offenen Stellen fragen
  Leitziel: Wieder morgens losgehen und gebraucht werden.
  Handlungsziel: Bis Pfingsten drei Vorstellungsgespräche führen.
e16 | office
  Anliegen: Unsere Tochter soll den Weg gehen, den sie sich ausgesucht hat.
  Stand: Suleiman Barakji arbeitet in einer Bäckerei in Teilzeit. Nour Barakji kümmert sich um den Haushalt und
    lernt Deutsch. Rima möchte in eine Arztpraxis, Anas braucht Hilfe in Mathematik.
  Vereinbart: Praktikum für Rima in einer Praxis, Lernförderung für Anas, zweite Schicht wird angefragt.
  Schritt: provider | Praktikumsplatz in einer Praxis anfragen
  Leitziel: Die Kinder lernen, was ihnen liegt.
  Handlungsziel: Rima macht im Herbst ein Praktikum.
e17 | neighbourhood
  Anliegen: Ich kann arbeiten, aber ich verstehe die Briefe nicht.
  Stand: Petar Dragiev war Reinigungskraft in einer Schule. Ivanka Dragiev ist tagsüber mit dem Sohn zuhause, er
    kommt im Sommer in die KiTa. Briefe werden bisher mit einer App übersetzt.
  Vereinbart: Briefe werden einmal in der Woche gemeinsam gelesen, Stellen in der Reinigung gesucht.
  Schritt: person | Termin für die Briefsprechstunde beim Familienzentrum
  Leitziel: Wir regeln unsere Post selbst.
  Handlungsziel: Bis Juli eine Stelle in der Reinigung annehmen.
e18 | home_visit
  Anliegen: Zwei Kinder, bald drei, und wir wollen trotzdem nicht stehen bleiben.
  Stand: Tesfalem Ghebrezgi arbeitet 20 Stunden im Lager und beginnt im Januar mit B1. Selam Ghebrezgi erwartet
    das dritte Kind und möchte später in einer Küche arbeiten. Yonas übersetzt bisher bei Ämtern.
  Vereinbart: Bei Gesprächen dolmetscht künftig eine Fachkraft statt des Sohnes.
  Schritt: provider | Dolmetschdienst für Tigrinya bestellen
  Leitziel: Yonas ist Schüler, kein Dolmetscher.
  Handlungsziel: Den B1-Kurs bis zum Sommer abschließen.
e19 | company
  Anliegen: Ich lackiere seit Jahren in der Garage. Warum nicht im Betrieb?
  Stand: Nadine Hülsbrock hat eine begonnene Ausbildung als Fahrzeuglackiererin und viel Übung. Marcel Hülsbrock
    betreut den Sohn und sucht selbst ab dem Schulwechsel. Ein Auto ist vorhanden.
  Vereinbart: Praktikum beim Lackierbetrieb, Marcel Hülsbrock übernimmt die Nachmittage.
  Schritt: person | Mappe mit Fotos eigener Arbeiten anlegen
  Leitziel: Mit dem Hobby Geld verdienen.
  Handlungsziel: Ein Praktikum in der Lackiererei.
e20 | neighbourhood
  Anliegen: Ich bin neu im Ort und kenne noch niemanden.
  Stand: Ibrahima Bangoura war Koch, Fatou Bangoura hat in einem Hotel gearbeitet. Beide lernen Deutsch. Der
    Sohn ist ein Jahr alt, ein Platz in der KiTa ist für 2022 vorgemerkt.
  Vereinbart: Kennenlernen des Familienzentrums, AGH am Vormittag für Fatou Bangoura.
  Schritt: provider | Gemeinsamer Besuch im Familienzentrum
  Leitziel: Hier Freunde und Arbeit finden.
  Handlungsziel: Einmal im Monat zum Stammtisch gehen.
v01 | office
  Anliegen: Ich möchte etwas mit Menschen machen, aber nicht im Schichtdienst.
  Stand: Katrin Ellinghoff hat mehrere Jahre in Privathaushalten geholfen. Drei Kinder, die Nachbarin springt
    ein, wenn eines krank ist. Ein Führerschein ist vorhanden.
  Vereinbart: Alltagsbegleitung mit wenigen Stunden, dann die Qualifizierung zur Betreuungskraft.
  Schritt: person | Träger der Qualifizierung anrufen
  Leitziel: Begleiten, ohne mich selbst zu verlieren.
  Handlungsziel: Bis Mai mit Alltagsbegleitung beginnen.
v02 | decentral_office
  Anliegen: Ich will besser Deutsch sprechen als meine Kinder.
  Stand: Rojin Bozanlı hat in der Landwirtschaft gearbeitet und eine Tochter in der KiTa, die zweite folgt im
    Sommer. In der Schule wird eine Kraft für den offenen Ganztag gesucht.
  Vereinbart: Patin zum Deutschüben, danach Bewerbung im offenen Ganztag.
  Schritt: provider | Patin aus der Nachbarschaft vorstellen
  Leitziel: Mit den Kindern und mit den Lehrern reden können.
  Handlungsziel: Bis zum Sommer im Ganztag hospitieren.
v03 | office
  Anliegen: Ich habe drei Kinder fast allein groß gezogen, jetzt bin ich dran.
  Stand: Simone Averkamp hat im Versandhandel gearbeitet. Jule interessiert sich für Hörakustik, Paul repariert
    Fahrräder, Emmi liest viel.
  Vereinbart: Bewerbung in Vollzeit, Jule bekommt einen Termin für ein Praktikum.
  Schritt: person | Zeugnisse beglaubigen lassen
  Leitziel: Vollzeit und Feierabend.
  Handlungsziel: Bis Juni eine Stelle in Vollzeit.
v04 | office
  Anliegen: Ich habe Angst, dass ich nach so langer Zeit zu langsam bin.
  Stand: Melanie Stratbücker war bis zur Geburt der Tochter in einer Praxis am Empfang. Schichtarbeit ist
    möglich, wenn die Großeltern die Tochter nehmen. Als Stärke nennt sie: freundlich bleiben, auch wenn es voll
    ist.
  Vereinbart: Beginn mit wenigen Stunden, damit sich alles einspielen kann.
  Schritt: person | Mit den Großeltern feste Tage absprechen
  Leitziel: Wieder an einem Empfang stehen.
  Handlungsziel: Bis April mit wenigen Stunden anfangen.
v05 | video
  Anliegen: Ich mag es, wenn alles genau stimmt.
  Stand: Doreen Pfeilsticker ist gelernte chemisch-technische Assistentin, zuletzt vor 15 Jahren im Beruf.
    Justin besucht das Berufskolleg, Celine die Gesamtschule, Ole die KiTa.
  Vereinbart: Praktikum im Labor, vorher Auffrischung mit Lernvideos.
  Schritt: provider | Betriebe mit Qualitätskontrolle heraussuchen
  Leitziel: Zurück ins Labor.
  Handlungsziel: Zwei Wochen Praktikum in der Qualitätskontrolle.
v06 | office
  Anliegen: In meiner Familie waren alle in der Pflege. Ich will das auch, aber richtig.
  Stand: Adaeze Okonjor hat als Helferin gearbeitet, der ausländische Abschluss ist nicht anerkannt. Chidi
    spielt Fußball, Ngozi geht in die KiTa. Frühdienst ist nur mit Betreuung ab 6 Uhr möglich.
  Vereinbart: Ausbildung in der generalistischen Pflege, vorher Praktikum.
  Schritt: jobcenter | Betreuung vor 6:30 Uhr mit dem Jugendamt klären
  Leitziel: Ein anerkannter Abschluss.
  Handlungsziel: Bis April 2022 die Ausbildung beginnen.
v07 | office
  Anliegen: Ich möchte etwas Eigenes lernen, nicht nur aushelfen.
  Stand: Vanessa Kleingrothe erwartet das zweite Kind. Lina ist sechzehn und sehr selbstständig. Vor der
    Elternzeit hat Vanessa Kleingrothe in der Fußpflege ausgeholfen, die Praxis würde sie wieder nehmen.
  Vereinbart: Praktikum nach dem ersten Geburtstag, dann Beginn mit wenigen Stunden.
  Schritt: person | Praxis nach einem Praktikum fragen
  Leitziel: Fußpflege als Beruf.
  Handlungsziel: Im September ein Praktikum in der Praxis.
v08 | office
  Anliegen: Ich habe dort jahrelang eine Gruppe geleitet. Hier fange ich wieder an.
  Stand: Anahit Melkonjan ist Erzieherin, die Anerkennung läuft. Tigran Melkonjan möchte C1, um wieder als
    Ingenieur arbeiten zu können. Davit spielt Geige, Nare geht in die KiTa.
  Vereinbart: Unterlagen zur Anerkennung nachreichen, Hospitation in einer KiTa.
  Schritt: person | Übersetzung der Zeugnisse einreichen
  Leitziel: Beide wieder in unseren Berufen.
  Handlungsziel: Die Anerkennung bis zum Sommer abschließen.
v09 | office
  Anliegen: Unsere Großen sollen nicht wegen uns zuhause bleiben.
  Stand: Yousef Darwishi fährt 20 Stunden für einen Fahrdienst. Amal Darwishi möchte den B2-Kurs machen. Samir
    besucht das Berufskolleg, Leila denkt über ein freiwilliges Jahr nach.
  Vereinbart: Der Fahrdienst wird nach mehr Stunden gefragt; Leila bekommt eigene Termine.
  Schritt: person | Infotermin zum freiwilligen sozialen Jahr
  Leitziel: Unsere Kinder finden ihren Weg, wir unseren.
  Handlungsziel: Bis zum Frühjahr 30 Stunden beim Fahrdienst.
v10 | company
  Anliegen: Ich war Schweißer. Im Moment arbeite ich nur halb, das reicht nicht.
  Stand: Giorgi Tschikwadse arbeitet in Teilzeit im Metallbau. Nino Tschikwadse beginnt im März den
    Integrationskurs, der jüngste Sohn ist ein Jahr alt. Luka möchte später auch in den Metallbau.
  Vereinbart: Der Betrieb wird nach Vollzeit gefragt, sobald die Prüfung erneuert ist.
  Schritt: person | Schweißerprüfung erneuern lassen
  Leitziel: Von einer Stelle leben können.
  Handlungsziel: Prüfung bis zum Sommer 2022 erneuern.
"""


def _opening(setting: str, said: dict[str, str]) -> Opening:
    who, step = said["Schritt"].split(" | ")
    return Opening(
        concern=said["Anliegen"],
        summary=said["Stand"],
        agreed=said["Vereinbart"],
        step=step,
        who=who,
        lead=said["Leitziel"],
        action=said["Handlungsziel"],
        setting=setting,
    )


OPENINGS = {key: _opening(setting, said) for (key, setting), said in blocks(_SHEET)}
