"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "situation.page": "Lebenslage gelesen",
    "situation.add": "Eintrag zur Lebenslage geschrieben",
    "situation.restate": "Eintrag zur Lebenslage geändert",
    "situation.end": "Eintrag zur Lebenslage beendet",
    "situation.resume": "Eintrag zur Lebenslage wieder aufgenommen",
    "situation.history": "Frühere Fassungen eines Eintrags zur Lebenslage gelesen",
    "situation.needs": "Handlungsbedarfe zusammengestellt",
    "situation.needs.export": "Handlungsbedarfe als Datei ausgegeben",
    "situation.needs.transferred": "Handlungsbedarfe als übertragen markiert",
    "situation.protected.door": "Tür zum geschützten Bereich angesehen",
    "situation.protected.open": "Geschützten Bereich geöffnet",
    "situation.protected.add": "Im geschützten Bereich geschrieben",
    "situation.protected.restate": "Im geschützten Bereich geändert",
    "situation.protected.end": "Eintrag im geschützten Bereich beendet",
    "situation.protected.draft": "Eigenen Entwurf aus dem geschützten Bereich angesehen",
    "situation.protected.erase": "Geschützte Einträge nach Widerruf gelöscht",
    "situation.protected.keep": "Geschützte Einträge nach Widerruf mit Begründung aufbewahrt",
}
