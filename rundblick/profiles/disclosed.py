"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "profiles.page": "Berufsprofil gelesen",
    "profiles.say": "Berufsprofil geändert",
    "profiles.aim": "Zielberuf angelegt",
    "profiles.aim_anew": "Zielberuf geändert",
    "profiles.let_go": "Zielberuf losgelassen",
    "profiles.sheet": "Einsatzprofil ausgewählt oder gemacht",
    "profiles.sheet_pdf": "Einsatzprofil geöffnet",
    "profiles.card": "Bewerberkarte angesehen oder gemacht",
    "profiles.card_pdf": "Bewerberkarte gedruckt",
    "profiles.card_close": "Bewerberkarte geschlossen",
    "profiles.folder": "Bewerbungsmappe geschrieben oder gespeichert",
    "profiles.upload": "Unterlage für eine Bewerbung abgelegt",
}
