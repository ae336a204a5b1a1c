"""Languages people speak and what they need to be understood, as codes with their German words. No database.

Language codes are ISO 639-1 (two letters), where there is none ISO 639-3. Needs are about the conversation, never
a diagnosis.
"""

LANGUAGES: dict[str, str] = {
    "de": "Deutsch",
    "ar": "Arabisch",
    "uk": "Ukrainisch",
    "tr": "Türkisch",
    "ru": "Russisch",
    "fa": "Persisch (Farsi, Dari)",
    "ku": "Kurdisch",
    "pl": "Polnisch",
    "ro": "Rumänisch",
    "bg": "Bulgarisch",
    "en": "Englisch",
    "sq": "Albanisch",
    "am": "Amharisch",
    "hy": "Armenisch",
    "az": "Aserbaidschanisch",
    "bs": "Bosnisch",
    "zh": "Chinesisch",
    "gsg": "Deutsche Gebärdensprache",
    "fr": "Französisch",
    "ka": "Georgisch",
    "el": "Griechisch",
    "hi": "Hindi",
    "it": "Italienisch",
    "hr": "Kroatisch",
    "lv": "Lettisch",
    "lt": "Litauisch",
    "mk": "Mazedonisch",
    "nl": "Niederländisch",
    "ps": "Paschtu",
    "pt": "Portugiesisch",
    "pa": "Punjabi",
    "rom": "Romani",
    "sr": "Serbisch",
    "sk": "Slowakisch",
    "sl": "Slowenisch",
    "so": "Somali",
    "es": "Spanisch",
    "ta": "Tamil",
    "th": "Thai",
    "ti": "Tigrinya",
    "cs": "Tschechisch",
    "hu": "Ungarisch",
    "ur": "Urdu",
    "vi": "Vietnamesisch",
    "xx": "andere Sprache",
}

NEEDS: dict[str, str] = {
    "plain_language": "einfache Sprache",
    "reading_aloud": "Schreiben vorlesen",
    "written": "lieber schriftlich",
    "large_print": "große Schrift",
    "sign_language": "Gebärdensprache",
    "hearing_aid": "deutlich und zugewandt sprechen",
    "more_time": "mehr Zeit im Gespräch",
    "companion": "kommt mit Begleitung",
    "confirm_in_writing": "Termine schriftlich bestätigen",
    "show_way_and_time": "Weg und Uhrzeit zeigen",
    "call_in_the_morning": "Anruf am Vormittag",
}


def language_names(codes: list[str]) -> list[str]:
    """German names in the given order; a code nobody knows stays as it is."""
    return [LANGUAGES.get(code, code) for code in codes]


def need_names(codes: list[str]) -> list[str]:
    """German words in the given order; a code nobody knows stays as it is."""
    return [NEEDS.get(code, code) for code in codes]
