"""How often which page is asked for; needs no Django."""

WEIGHTS = {
    "home": 20,
    "case_list": 12,
    "case_list_team": 3,
    "case_page": 26,
    "note_form": 8,
    "save_note": 10,
    "after_saving": 2,
    "search": 6,
    "search_last_name": 4,
    "programme_run": 4,
    "report": 5,
}
"""The fixed mix in percent: what people at work ask for. After saving, what is due is computed while reading until the
worker has been there."""

TOKEN = "<token>"
"""Stands in a form for a fresh id, so that each note is a new one."""
