"""Invented values for the gallery, one function per page. No real person stands here."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict

from rundblick.web import clock, pictures
from rundblick.web.clock import BERLIN
from rundblick.web.conflicts import conflict
from rundblick.web.forms import (
    BirthDateField,
    Form,
    GermanDateField,
    GermanTimeField,
    ProseField,
    RadioRow,
    TextField,
    WholeNumberField,
)
from rundblick.web.parts import (
    Appointment,
    Badge,
    CaseLine,
    Cell,
    Column,
    Due,
    Entry,
    Pages,
    Tab,
    Table,
)


def start(request: HttpRequest) -> dict[str, Any]:
    today = clock.today()
    nine = datetime(today.year, today.month, today.day, 9, 0, tzinfo=BERLIN)
    return {
        "breadcrumb": (),
        "today": today,
        "appointments": [
            Appointment(
                at=nine,
                minutes=60,
                title="Erstgespräch",
                person="Familie Sander",
                place="Büro Ennigerloh",
                url="#",
                action_url="#",
                action_label="Vermerk",
            ),
            Appointment(
                at=nine + timedelta(hours=2, minutes=30),
                minutes=90,
                title="Hausbesuch",
                person="Amira Haddad",
                place="bei der Familie",
                url="#",
                action_url="#",
                action_label="Vermerk",
            ),
            Appointment(at=nine + timedelta(hours=6), minutes=45, title="Teamrunde", place="online"),
        ],
        "due": [
            Due(
                text="Kontakt halten",
                date=today - timedelta(days=4),
                url="#",
                person="Familie Brandt",
                note="und 2 weitere",
            ),
            Due(text="Ziele gemeinsam ansehen", date=today, url="#", person="Lena Okafor"),
            Due(text="Einwilligung erneuern", date=today + timedelta(days=9), url="#", person="Familie Sander"),
        ],
        "cases": [
            CaseLine(
                name="Familie Brandt",
                url="#",
                detail="2 Erwachsene, 3 Kinder",
                badge=Badge(text="ANNA", kind="info"),
                last_contact=today - timedelta(days=23),
                due="Kontakt halten",
                due_on=today - timedelta(days=4),
                due_count=3,
            ),
            CaseLine(
                name="Amira Haddad",
                url="#",
                detail="alleinerziehend, 2 Kinder",
                badge=Badge(text="ANNA", kind="info"),
                last_contact=today - timedelta(days=2),
            ),
            CaseLine(name="Familie Sander", url="#", detail="neu seit gestern"),
        ],
    }


class NoteForm(Form):
    person = forms.ChoiceField(label="Person", choices=[("", "Bitte wählen"), ("1", "Amira Haddad"), ("2", "Sami")])
    on = GermanDateField(label="Datum", latest=clock.today)
    at = GermanTimeField(label="Uhrzeit", required=False)
    setting = forms.ChoiceField(
        label="Rahmen",
        widget=forms.RadioSelect,
        choices=[("office", "Im Büro"), ("home", "Zu Hause"), ("phone", "Am Telefon")],
    )
    text = ProseField(label="Ein Satz genügt", max_length=400, help_text="Was war heute wichtig?")
    own_words = TextField(label="Anliegen in eigenen Worten", required=False, max_length=60)
    topics = forms.MultipleChoiceField(
        label="Themen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("work", "Arbeit"), ("child", "Kinderbetreuung"), ("home", "Wohnen")],
    )
    shared = forms.BooleanField(
        label="Für den Haushalt sichtbar", required=False, help_text="Sonst sieht diesen Vermerk nur diese Person."
    )
    alone = forms.ChoiceField(label="Allein da?", widget=RadioRow, choices=[("y", "Ja"), ("n", "Nein")])
    born = BirthDateField(label="Geburtsdatum des Kindes", required=False)
    length = WholeNumberField(label="Dauer in Minuten", required=False, min_value=1)
    paper = forms.FileField(label="Unterlage", required=False)
    token = forms.CharField(widget=forms.HiddenInput, initial="1")


def formular(request: HttpRequest) -> dict[str, Any]:
    return {"form": NoteForm(initial={"on": clock.today()})}


def fehler(request: HttpRequest) -> dict[str, Any]:
    return {
        "form": NoteForm(
            {
                "on": "31.02.2026",
                "text": "a" * 412,
                "at": "25:00",
                "token": "1",
                "own_words": "gut\u0007",
                "born": "1.1.2031",
                "length": "x",
            }
        )
    }


def teile(request: HttpRequest) -> dict[str, Any]:
    messages.success(request, "Der Vermerk ist gespeichert.")
    messages.error(request, "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.")
    return {
        "tabs": [
            Tab(label="Überblick", url="#", current=True),
            Tab(label="Verlauf", url="#", count="24"),
            Tab(label="Ziele", url="#"),
            Tab(label="Haushalt", url="#"),
            Tab(label="Journeys", url="#"),
        ],
        "kinds": ["info", "success", "warning", "danger", "neutral"],
        "rows": [
            ("Bedarfsgemeinschaft", "BG-00017"),
            ("Sprache", "Arabisch, Dolmetschen nötig"),
            ("Zuständig", "Jana Winkler seit 01.08.2026"),
        ],
        "table": Table(
            caption="Kinder und Bildungsleistungen",
            columns=[
                Column(label="Kind"),
                Column(label="Leistung"),
                Column(label="Stand"),
                Column(label="Betrag in Euro", numeric=True),
            ],
            rows=[
                [
                    Cell(text="Sami", url="#", note="8 Jahre"),
                    "Lernförderung",
                    Cell(badge=Badge(text="bewilligt", kind="success")),
                    "120,00",
                ],
                [
                    Cell(text="Nora", url="#", note="5 Jahre"),
                    "Mittagsverpflegung",
                    Cell(badge=Badge(text="beantragt", kind="info"), note="am 03.11.2026"),
                    "–",
                ],
            ],
            foot=["Summe", "", "", "120,00"],
        ),
        "pages": Pages(previous_url="#", next_url="#", summary="51 bis 100"),
        "due": Due(text="Kontakt halten", date=clock.today() - timedelta(days=1), url="#", person="Amira Haddad"),
        "entries": [
            Entry(
                at=datetime(2026, 11, 19, 14, 5, tzinfo=BERLIN),
                kind="Vermerk",
                title="Gespräch im Büro",
                summary="Der Kitaplatz ist zugesagt. Wir haben den nächsten Schritt besprochen.",
                author="Jana Winkler",
                url="#",
                person="Amira",
                icon="edit",
                badges=[Badge(text="für den Haushalt", kind="info")],
            ),
            Entry(
                at=date(2026, 11, 12),
                kind="Ziel",
                title="Fahrrad für den Weg zur Arbeit",
                icon="checklist",
                author="Jana Winkler",
            ),
        ],
    }


def _around(z: float, n: int) -> tuple[float, float]:
    reach = z * (0.3 * 0.7 / n) ** 0.5
    return max(0.0, 0.3 - reach), min(1.0, 0.3 + reach)


def bilder(request: HttpRequest) -> dict[str, Any]:
    groups = ("gesamt", "Ennigerloh", "Everswinkel")
    return {
        "pictures": [
            pictures.grouped_funnel(
                title="Lernförderung: vom Anspruch bis zur Teilnahme",
                groups=groups,
                unit="Kinder",
                steps=[
                    pictures.FunnelStep(label="Anspruch", counts=(38, 24, 14)),
                    pictures.FunnelStep(
                        label="Angebot vorhanden und bekannt",
                        counts=(34, 22, 12),
                        reasons=[
                            pictures.Reason(text="Lehrkräfte sehen keinen Bedarf", count=7),
                            pictures.Reason(text="Eltern sehen keinen Bedarf", count=5),
                        ],
                    ),
                    pictures.FunnelStep(label="Antrag gestellt", counts=(14, 12, None)),
                    pictures.FunnelStep(label="wahrgenommen", counts=(13, 11, None), texts=("", "", "unter 3")),
                ],
                reasons_note="Mehrfachnennungen möglich. Stichtag 31.12.2021.",
            ),
            pictures.horizontal_bars(
                title="Ergebnisse unterhalb der Integration",
                bars=[
                    pictures.Bar(label="Minijobs", value=15),
                    pictures.Bar(label="Ausweitungen der Arbeitszeit", value=14, note="im gleichen Betrieb"),
                    pictures.Bar(label="Praktika", value=12),
                    pictures.Bar(label="Patenschaften", value=None),
                    pictures.Bar(label="schulische Qualifikation", value=None, text="unter 3"),
                ],
            ),
            pictures.target_progress(
                title="Integration und Ausweitung", value=0.52, target=0.34, denominator="von 63 Erwachsenen"
            ),
            pictures.share_bar(
                title="Woher die Hilfe kommt",
                shares=[
                    pictures.Share(label="Person und Haushalt", value=11),
                    pictures.Share(label="Familie und Freunde", value=8),
                    pictures.Share(label="Sozialraum", value=5),
                    pictures.Share(label="Institutionen", value=9),
                    pictures.Share(label="ohne Angabe", value=2),
                ],
            ),
            pictures.staircase(
                title="Fahrplan Arbeitsmarkt",
                stairs=[
                    pictures.Stair(label="Ankommen", state="done", note="seit August 2026"),
                    pictures.Stair(label="Kinderbetreuung steht", state="done"),
                    pictures.Stair(label="Deutschkurs B1", state="now", note="bis Februar 2027"),
                    pictures.Stair(label="Praktikum in der Pflege", state="open"),
                    pictures.Stair(label="Ausbildung", state="open"),
                ],
            ),
            pictures.moves_by_start(
                title="Körperliche Gesundheit nach dem Anfang",
                rows=[
                    pictures.MovesFrom(label="sehr schlecht", better=79, same=31, worse=9),
                    pictures.MovesFrom(label="schlecht", better=100, same=59, worse=68),
                    pictures.MovesFrom(label="gut oder sehr gut", better=22, same=21, worse=52),
                    pictures.MovesFrom(label="ohne Einordnung", better=None, same=4, worse=None),
                ],
            ),
            pictures.duration_curve(
                title="Wie lange Arbeit hält",
                steps=[
                    pictures.CurveStep(day=day, share=share, low=share - 0.1, high=min(share + 0.08, 0.99))
                    for day, share in ((12, 0.92), (40, 0.85), (91, 0.73), (150, 0.66), (183, 0.6), (300, 0.42))
                ],
                marks=[
                    pictures.CurveMark(label="1 Monat", day=30, share=0.92, low=0.81, high=0.96, watched=55),
                    pictures.CurveMark(label="3 Monate", day=91, share=0.73, low=0.6, high=0.83, watched=44),
                    pictures.CurveMark(label="6 Monate", day=183, share=0.6, low=0.47, high=0.71, watched=36),
                    pictures.CurveMark(label="12 Monate", day=365, share=None, note="nicht ausgewiesen"),
                ],
                last_day=340,
            ),
            pictures.chance_funnel(
                title="Anteil mit Arbeit nach Orten",
                common=0.3,
                groups=[
                    pictures.GroupDot(label="Beckum", numerator=0, denominator=5, standing="im Rahmen des Zufalls"),
                    pictures.GroupDot(
                        label="Ennigerloh", numerator=30, denominator=96, standing="im Rahmen des Zufalls"
                    ),
                    pictures.GroupDot(label="Ahlen", numerator=75, denominator=290, standing="im Rahmen des Zufalls"),
                    pictures.GroupDot(label="Oelde", numerator=62, denominator=130, standing="mehr als Zufall"),
                ],
                limits=[
                    pictures.ChanceAt(n=n, inner=_around(1.96, n), outer=_around(3.09, n))
                    for n in (5, 10, 20, 40, 80, 160, 300)
                ],
                note="Vier Orte: keine Rangliste.",
            ),
            pictures.periods(
                title="Haushalt und Wege seit 2025",
                start=date(2025, 1, 1),
                until=date(2027, 1, 1),
                as_of=clock.today(),
                rows=[
                    pictures.PeriodRow(
                        label="Amira",
                        periods=[
                            pictures.Period(start=date(2025, 3, 1), until=date(2025, 9, 1), label="Minijob"),
                            pictures.Period(start=date(2026, 8, 1), until=None, label="ANNA", series=1),
                        ],
                    ),
                    pictures.PeriodRow(
                        label="Sami",
                        periods=[
                            pictures.Period(
                                start=date(2024, 8, 1), until=date(2026, 8, 1), label="Grundschule", series=2
                            )
                        ],
                    ),
                ],
            ),
        ]
    }


class ShortNote(Form):
    text = ProseField(label="Vermerk", max_length=2000)
    on = GermanDateField(label="Datum")
    topic = forms.ChoiceField(label="Thema", choices=[("work", "Arbeit"), ("home", "Wohnen")])
    version = forms.IntegerField(widget=forms.HiddenInput)


def konflikt(request: HttpRequest) -> dict[str, Any]:
    written = QueryDict(mutable=True)
    written.update(
        {
            "text": "Der Kitaplatz ist zugesagt.\nNächste Woche Unterlagen.",
            "on": "19.11.2026",
            "topic": "home",
            "version": "3",
        }
    )
    form = ShortNote(written)
    return {
        "conflict": conflict(
            form=form,
            stored={"text": "Kitaplatz ab Januar zugesagt.", "on": date(2026, 11, 19), "topic": "work"},
            version=4,
            changed_by="Tarek Öztürk",
            changed_at=datetime(2026, 11, 20, 9, 41, tzinfo=BERLIN),
        )
    }


def leer(request: HttpRequest) -> dict[str, Any]:
    return {"breadcrumb": (), "today": clock.today(), "appointments": [], "due": [], "cases": []}


class LoginForm(Form):
    login = forms.EmailField(label="E-Mail")
    password = forms.CharField(label="Passwort", widget=forms.PasswordInput)


def anmelden(request: HttpRequest) -> dict[str, Any]:
    return {"form": LoginForm()}


LONG = "Bundesausbildungsförderungsgesetzantragsbearbeitungsfrist" * 2


def lang(request: HttpRequest) -> dict[str, Any]:
    """Words that never break by themselves, as they come from pasted texts."""
    messages.warning(request, LONG)
    return {
        "long": LONG,
        "form": NoteForm({"on": LONG, "own_words": LONG, "text": LONG}),
        "tabs": [Tab(label=LONG, url="#", current=True), Tab(label="Ziele", url="#")],
        "rows": [(LONG, LONG)],
        "due": Due(text=LONG, date=clock.today(), url="#", person=LONG, note=LONG),
        "case": CaseLine(
            name=LONG, url="#", detail=LONG, badge=Badge(text=LONG), due=LONG, due_on=clock.today(), due_count=3
        ),
        "appointment": Appointment(
            at=clock.now(),
            minutes=1000,
            title=LONG,
            place=LONG,
            person=LONG,
            url="#",
            action_url="#",
            action_label="Vermerk",
        ),
        "entry": Entry(
            at=clock.now(), kind=LONG, title=LONG, summary=LONG, author=LONG, url="#", badges=[Badge(text=LONG)]
        ),
        "table": Table(
            caption=LONG, columns=[Column(label=LONG), Column(label=LONG)], rows=[[Cell(text=LONG, note=LONG), LONG]]
        ),
        "picture": pictures.horizontal_bars(title=LONG, bars=[pictures.Bar(label=LONG, value=3)]),
    }
