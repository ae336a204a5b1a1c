"""Cards of the demo's households, in the words of the people. Nobody of them exists."""

# person: first line, not indented
#   text | field of action | where it lay since how many days ago, "away" for put away | the goal made of it
CARDS = """
now-01-a1
  Lennox und Ida sind gern in der Schule | 2 | green 300
  Morgens bin ich hellwach | 3 | green 300
  Meine Mutter kommt dienstags | 2 | green 300
  Die Frau von gegenüber passt im Notfall auf | 2 | green 180
  Im Sportverein kennen mich alle | 2 | green 180
  Ich kann mit Kunden reden und sehe, welche Farben passen | 5 | yellow 300, green 44
  Arbeit am Vormittag finden | 5 | red 300, yellow 44, green 16 | Bis Monatsende über die Stelle
  Ida nach 13 Uhr | 2 | red 300, yellow 180, green 44
  Zuschuss zur Arbeitskleidung | 1 | yellow 2
  Absagen aus der Bäckerei wegen der Frühschicht | 5 | red 300, away 44
  Ferien: sechs Wochen am Stück | 2 | red 180, yellow 2
now-02-a2
  Wir essen abends zusammen | 2 | green 190
  Kerem hilft den Kleinen bei den Aufgaben | 2 | green 190
  Ich habe in der Großküche angefangen | 5 | yellow 60, green 12
  Deutsch schreiben | 5 | red 190, yellow 60
  Wir brauchen beide den Vormittag | 2 | red 190
  Yusuf bleibt bis 16:30 Uhr in der KiTa | 2 | red 190, yellow 60, green 12
  Später in der Pflege arbeiten | 5 | yellow 190
now-03-a1
  Zahlen sind in jeder Sprache gleich | 5 | green 400
  Maksym ist gut in der Schule angekommen | 2 | yellow 400, green 120
  Danylo und Daryna gehen zusammen in die KiTa | 2 | red 400, yellow 210, green 120
  Der Stammtisch am Donnerstag | 2 | green 120
  Ich kann viele Leute bekochen | 3 | green 38
  B1 geschafft, jetzt B2 | 5 | red 400, yellow 210 | Die B2-Prüfung ablegen
  Die Übersetzungen sind da | 5 | red 400, yellow 120, green 3
  Mein Abschluss zählt hier noch nicht | 5 | red 210, yellow 120 | Den Abschluss anerkennen lassen
  Nachweis über meine Berufsjahre | 5 | red 38
  Briefe vom Amt verstehe ich nicht allein | 1 | red 400, yellow 38
  Wohnung mit einem Zimmer mehr | 1 | red 400, yellow 210
  Niemand hier kannte mich | 2 | red 400, away 120
now-05-a1
  Ich bin Tischler, das verlernt man nicht | 5 | green 200
  Smilla und ich sind ein gutes Gespann | 2 | green 200
  Das Moped läuft | 1 | green 200
  Smilla geht nach der OGS zu einer Freundin | 2 | red 200, green 21
  Angebot der Werkstatt im Nachbarort | 5 | yellow 21 | Arbeitszeiten mit der Werkstatt
  Kurs für die CNC-Fräse | 5 | yellow 90
  Um vier Uhr zuhause sein | 5 | red 90
  Nichts Schweres heben, über zehn Kilo geht nicht | 5 | red 200, yellow 90
  Seit dem Umzug kenne ich kaum jemanden | 2 | red 200, yellow 21
now-10-a1
  Drei feste Kundinnen | 5 | green 160
  Der Chor am Freitag | 2 | green 160
  In der Gemeinde frage ich, wenn ich etwas brauche | 2 | green 160
  Ismaël spielt Fußball, Awa tanzt bald | 2 | yellow 160, green 19
  Minijob in der Änderungsschneiderei | 5 | yellow 60, green 19
  Kann man vom Nähen leben? | 5 | red 160, yellow 60 | Drei Monate lang Einnahmen
  Ein Platz zum Nähen | 1 | red 160, yellow 7
  Ich nähe zu viel umsonst | 5 | red 60
now-14-a1
  Zwölf Räder fertig seit dem Sommer | 5 | green 120
  Ich bin gelernter Schlosser | 5 | green 365
  Im Fahrradkeller ist Ruhe | 3 | yellow 200, green 120
  Der Tag hat wieder einen Anfang | 3 | red 365, yellow 120
  Post: ich mache sie jetzt montags auf | 1 | red 365, yellow 40
  Anfrage bei der Gemeinde | 5 | yellow 10
  Mit 55 ruft keiner zurück | 5 | red 365
  Wer braucht mich noch? | 3 | red 365, yellow 10 | Gebraucht werden
now-16-a1
  Leyla-Sophie ist gern in der Schule | 2 | yellow 300, green 80
  Meine Freundin nimmt Milo | 2 | green 80
  Die Oma kommt wieder vorbei | 2 | red 300, yellow 150, green 24
  Anmeldung zum Lehrgang ist weg | 5 | yellow 80, green 24 | Den Schulabschluss
  Zwei Vormittage nur für mich | 3 | red 150, yellow 6 | Zwei feste Vormittage
  Turnverein für Jayden | 2 | yellow 24
  Immer will jemand etwas von mir | 3 | red 300
  So viele Helfer, so viele Termine | 2 | red 300, yellow 80, away 24
now-06-a1
  Die Großeltern wohnen nebenan | 2 | green 130
  Ich plane gern voraus | 3 | green 130
  Tagespflege für Greta | 2 | red 130, yellow 60, green 26
  Teilzeit in der Elternzeit beantragen | 5 | yellow 26
  Frühjahr: Prüfung und Rückkehr zugleich | 2 | red 130, yellow 26, green 5
  Zwei Gehälter erst in zwei Jahren | 1 | red 130, yellow 5
now-08-a2
  Drei Sprachen im Haus | 5 | green 110
  Die Frauen aus dem Elternkurs | 2 | yellow 110, green 80
  Vor anderen sprechen | 3 | red 110, yellow 80, green 21
  Mathe für Ecrin | 2 | yellow 60
  Berat soll lernen, er will verdienen | 2 | red 110, yellow 8
  Formulare bleiben liegen | 1 | red 110, yellow 33
"""
