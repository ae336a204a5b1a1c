"""Texts somebody began: what they are called and where they are finished. The words themselves stay sealed."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import reverse

from rundblick.access.hooks import case_url
from rundblick.cases.tools import household_tools, tools
from rundblick.steering.queries.work import Unfinished

FORMS = {
    "cases.note": ("Vermerk", "cases:note_create"),
    "cases.talk": ("Vermerk", "preparation:note"),
    "preparation.talk": ("Gespräch", "preparation:talk"),
    "preparation.ask": ("Fragen für ein Gespräch", "preparation:page"),
    "cases.note.correct": ("Berichtigung eines Vermerks", "cases:note_correct"),
    "cases.goal": ("Neues Ziel", "cases:goal_create"),
    "cases.goal.change": ("Ziel", "cases:goal"),
    "cases.goal.levels": ("Stufen eines Ziels", "cases:goal_levels"),
    "cases.goal.block": ("Baustein eines Ziels", "cases:goal_blocks"),
    "cases.goal.branch": ("Neues Ziel", "cases:goal_branch"),
    "cases.goal.top": ("Neues Ziel", "cases:goal_begin"),
    "cases.success": ("Was gelungen ist", "cases:goal_tree"),
    "cases.success.of": ("Was gelungen ist", "cases:goal_course"),
    "cases.success.change": ("Was gelungen ist", "cases:success"),
    "cases.task": ("Neue Aufgabe", "cases:task_create"),
    "cases.task.change": ("Aufgabe", "cases:task"),
    "calendar.arrange": ("Termin", "calendar:arrange"),
    "calendar.series": ("Terminreihe", "calendar:series"),
    "steering.handover": ("Übergabe", "steering:handover_note"),
    "calendar.move": ("Verlegung eines Termins", "calendar:move"),
    "programmes.event": ("Ereignis eines Programms", "programmes:record"),
    "people.intake": ("Aufnahme eines Haushalts", "people:intake"),
    "waiting.begin": ("Neues auf dem Wartezettel", "waiting:begin"),
    "waiting.change": ("Änderung auf dem Wartezettel", "waiting:change"),
    "waiting.ask": ("Nachfrage", "waiting:ask"),
    "waiting.bridge": ("Was bis dahin hilft", "waiting:bridge"),
    "waiting.end": ("Ende des Wartens", "waiting:end"),
    "referrals.begin": ("Neuer Weg zu einer Hilfe", "referrals:begin"),
    "referrals.change": ("Weg zu einer Hilfe", "referrals:change"),
    "referrals.note": ("Schritt auf einem Weg zu einer Hilfe", "referrals:note"),
    "referrals.look": ("Wie eine Hilfe läuft", "referrals:look"),
    "referrals.propose": ("Vorschlag zu Kosten", "referrals:propose"),
    "referrals.decide": ("Entscheidung zu Kosten", "referrals:decide"),
    "transitions.begin": ("Neuer Übergang", "transitions:begin"),
    "transitions.change": ("Übergang", "transitions:change"),
    "transitions.note": ("Schritt eines Übergangs", "transitions:note"),
    "transitions.end": ("Abschluss eines Übergangs", "transitions:end"),
    "rhythm.agree": ("Eigener Rhythmus", "rhythm:agree"),
    "exchange.ask": ("Frage an Kolleginnen und Kollegen", "exchange:ask"),
    "exchange.edit": ("Frage an Kolleginnen und Kollegen", "exchange:edit"),
    "exchange.answer": ("Antwort", "exchange:question"),
    "exchange.answer.edit": ("Antwort", "exchange:answer_edit"),
    "exchange.note": ("Notiz für mich", "exchange:notes"),
    "directory.organization": ("Neue Stelle im Verzeichnis", "directory:organization_add"),
    "directory.organization.change": ("Stelle im Verzeichnis", "directory:organization_change"),
    "directory.location": ("Ort im Verzeichnis", "directory:location_add"),
    "directory.location.change": ("Ort im Verzeichnis", "directory:location_change"),
    "directory.service": ("Neues Angebot im Verzeichnis", "directory:service_add"),
    "directory.service.change": ("Angebot im Verzeichnis", "directory:service_change"),
    "directory.hours": ("Zeiten im Verzeichnis", "directory:hours_add"),
    "directory.contact": ("Ansprechstelle im Verzeichnis", "directory:contact_add"),
    "directory.confirm": ("Bestätigung im Verzeichnis", "directory:confirm"),
    "directory.room": ("Plätze und Wartezeit", "directory:room"),
    "directory.note": ("Feldnotiz", "directory:note"),
    "directory.note.organization": ("Feldnotiz", "directory:note_organization"),
    "directory.note.elsewhere": ("Feldnotiz", "directory:note_elsewhere"),
    "directory.know": ("Wen ich bei einer Stelle kenne", "directory:know"),
    "directory.event": ("Termin im Verzeichnis", "directory:event_add"),
    "directory.event.change": ("Termin im Verzeichnis", "directory:event_change"),
    "agreements.begin": ("Neue Vereinbarung", "agreements:begin"),
    "agreements.change": ("Angaben einer Vereinbarung", "agreements:change"),
    "agreements.wording": ("Neue Fassung einer Vereinbarung", "agreements:wording"),
    "agreements.review": ("Prüfung einer Vereinbarung", "agreements:review"),
    "agreements.contact": ("Ansprechstelle einer Vereinbarung", "agreements:contact_add"),
    "agreements.contact.change": ("Ansprechstelle einer Vereinbarung", "agreements:contact_change"),
    "agreements.put": ("Eintrag der Netzwerkstelle", "agreements:put"),
    "agreements.item": ("Eintrag der Netzwerkstelle", "agreements:item_change"),
    "agreements.join": ("Stelle in einem Arbeitskreis", "agreements:join"),
    "agreements.meet": ("Treffen eines Arbeitskreises", "agreements:meet"),
    "agreements.meeting": ("Treffen eines Arbeitskreises", "agreements:meeting"),
    "agreements.decide": ("Beschluss eines Arbeitskreises", "agreements:decide"),
    "agreements.decision": ("Beschluss eines Arbeitskreises", "agreements:decision"),
    "agreements.learn": ("Neue Erkenntnis", "agreements:learn"),
    "agreements.lesson": ("Erkenntnis", "agreements:lesson"),
    "employers.begin": ("Neuer Betrieb", "employers:begin"),
    "employers.change": ("Angaben zu einem Betrieb", "employers:change"),
    "employers.site": ("Standort eines Betriebs", "employers:site_add"),
    "employers.site.change": ("Standort eines Betriebs", "employers:site_change"),
    "employers.person": ("Ansprechperson eines Betriebs", "employers:person_add"),
    "employers.person.change": ("Ansprechperson eines Betriebs", "employers:person_change"),
    "employers.talk": ("Kontakt mit einem Betrieb", "employers:talk_add"),
    "employers.talk.change": ("Kontakt mit einem Betrieb", "employers:talk_change"),
    "employers.visit": ("Besuch in einem Betrieb", "employers:visit"),
    "employers.restate": ("Arbeitsplatz in einem Betrieb", "employers:restate"),
    "employers.worry": ("Bedenken eines Betriebs", "employers:worry_add"),
    "employers.worry.change": ("Bedenken eines Betriebs", "employers:worry_change"),
    "employers.carve": ("Arbeitsblatt für neue Aufgaben", "employers:carve"),
    "employers.carve.change": ("Arbeitsblatt für neue Aufgaben", "employers:carving_change"),
    "employers.task": ("Aufgabe auf einem Arbeitsblatt", "employers:task_add"),
    "employers.special": ("Besonderer Arbeitsplatz", "employers:special_add"),
    "employers.move": ("Stand eines besonderen Arbeitsplatzes", "employers:special_move"),
    "employers.ticket": ("Frage eines Betriebs", "employers:ask"),
    "employers.answer": ("Antwort an einen Betrieb", "employers:answer"),
    "areas.begin": ("Neues Gebiet", "areas:begin"),
    "areas.change": ("Name eines Gebiets", "areas:change"),
    "areas.end": ("Auflösung eines Gebiets", "areas:end"),
    "areas.add": ("Straße eines Gebiets", "areas:add"),
    "areas.charge": ("Zuständigkeit für ein Gebiet", "areas:charge"),
    "gaps.propose": ("Vorschlag zu einer Lücke", "gaps:propose"),
    "exports.project": ("Neues Forschungsvorhaben", "exports:project_add"),
    "exports.project.change": ("Forschungsvorhaben", "exports:project_change"),
    "exports.mapping.change": ("Spalten einer Tabelle", "exports:mapping_change"),
    "cooperation.write": ("Eintrag auf einem gemeinsamen Blatt", "cooperation:write"),
    "inquiries.ask": ("Frage an den Leistungsbereich", "inquiries:ask"),
    "inquiries.answer": ("Antwort auf eine Frage zur Leistung", "inquiries:answer"),
    "inquiries.further": ("Nachfrage an den Leistungsbereich", "inquiries:further"),
    "walkins.new": ("Laufkontakt", "walkins:new"),
    "plans.draft": ("Entwurf eines Plans", "plans:draft"),
    "conferences.plan": ("Neue Besprechung", "conferences:plan"),
    "conferences.change": ("Änderung einer Besprechung", "conferences:change"),
    "conferences.prepare": ("Vorbereitung einer Besprechung", "conferences:prepare"),
    "conferences.contribution": ("Vorbereitung einer Besprechung", "conferences:change_contribution"),
    "conferences.protocol": ("Protokoll einer Besprechung", "conferences:protocol"),
    "conferences.addendum": ("Nachtrag zu einem Protokoll", "conferences:addendum"),
    "conferences.sheet": ("Blatt ohne Namen", "conferences:sheet"),
}
"""Beginning of the form key -> (name on the screen, name of the address). Its arguments follow, after a colon each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunText:
    """One unfinished text on a start page."""

    key: str
    name: str
    household: str
    url: str
    touched_at: dt.datetime


def begun_text(draft: Unfinished, *, household: str) -> BegunText:
    """The draft in words, with the address of its form; where that is unknown, the case."""
    name, url = place_of(draft.form_key, draft.dossier_id)
    return BegunText(key=draft.form_key, name=name, household=household, url=url, touched_at=draft.touched_at)


def place_of(form_key: str, dossier_id: uuid.UUID | None) -> tuple[str, str]:
    """(name, address) of the form with this key, such as "calendar.arrange:<id>".

    A text within a counselling tool is called like the tool and leads to the list of tools, where it is one step away.
    """
    stem, *arguments = form_key.split(":")
    if stem in FORMS:
        name, url_name = FORMS[stem]
        return name, reverse(url_name, args=arguments)
    room = stem.partition(".")[0]
    if dossier_id and (tool := tools.get(room) or household_tools.get(room)):
        return tool.label, reverse("cases:tools", args=[dossier_id])
    return "Angefangener Text", case_url(dossier_id) if dossier_id else ""
