"""Addresses of the room for staff; what everybody may read lies under `wegweiser/`, in each language."""

from django.urls import include, path, register_converter

from rundblick.directory.tongues.address import TongueConverter
from rundblick.directory.views import cards, confirm, embed, entry, events, field, find, hsds, keep, know, public

app_name = "directory"
register_converter(TongueConverter, "tongue")

spoken = [
    path("", public.find, name="public"),
    path("suche/", public.look, name="public_look"),
    path("angebot/<uuid:service_id>/", public.service, name="public_service"),
    path("termine/", events.public_listing, name="public_events"),
    path("einbetten/", embed.find, name="embedded"),
    path("einbetten/suche/", embed.look, name="embedded_look"),
    path("einbetten/angebot/<uuid:service_id>/", embed.service, name="embedded_service"),
]
"""Public pages in words: German without a language in the address, the others with it."""

urlpatterns = [
    path("verzeichnis/", find.find, name="find"),
    path("verzeichnis/suche/", find.look, name="look"),
    path("verzeichnis/vergleich/", find.compare, name="compare"),
    path("verzeichnis/angebot/<uuid:service_id>/", entry.service, name="service"),
    path("verzeichnis/stelle/<uuid:organization_id>/", entry.organization, name="organization"),
    path("verzeichnis/nachfragen/", keep.unconfirmed, name="unconfirmed"),
    path("verzeichnis/stelle/neu/", keep.organization_add, name="organization_add"),
    path("verzeichnis/stelle/<uuid:organization_id>/bearbeiten/", keep.organization_change, name="organization_change"),
    path("verzeichnis/stelle/<uuid:organization_id>/ort/", keep.location_add, name="location_add"),
    path("verzeichnis/stelle/<uuid:organization_id>/angebot/", keep.service_add, name="service_add"),
    path("verzeichnis/ort/<uuid:location_id>/", keep.location_change, name="location_change"),
    path("verzeichnis/ort/<uuid:location_id>/entfernen/", keep.location_remove, name="location_remove"),
    path("verzeichnis/angebot/<uuid:service_id>/bearbeiten/", keep.service_change, name="service_change"),
    path("verzeichnis/angebot/<uuid:service_id>/stand/", keep.service_show, name="service_show"),
    path("verzeichnis/angebot/<uuid:service_id>/bestaetigen/", know.confirm, name="confirm"),
    path("verzeichnis/angebot/<uuid:service_id>/plaetze/", know.room, name="room"),
    path("verzeichnis/angebot/<uuid:service_id>/zeiten/", know.hours_add, name="hours_add"),
    path("verzeichnis/angebot/<uuid:service_id>/ansprechstelle/", know.contact_add, name="contact_add"),
    path("verzeichnis/angebot/<uuid:service_id>/feldnotiz/", field.note, name="note"),
    path("verzeichnis/stelle/<uuid:organization_id>/feldnotiz/", field.note_organization, name="note_organization"),
    path("verzeichnis/feldarbeit/", field.work, name="field"),
    path("verzeichnis/feldarbeit/notiz/", field.note_elsewhere, name="note_elsewhere"),
    path("verzeichnis/wer-kennt-wen/", field.acquaintances, name="acquaintances"),
    path("verzeichnis/stelle/<uuid:organization_id>/kennen/", field.know, name="know"),
    path("verzeichnis/bekannt/<uuid:acquaintance_id>/entfernen/", field.forget, name="forget"),
    path("verzeichnis/zeiten/<uuid:hours_id>/entfernen/", know.hours_remove, name="hours_remove"),
    path("verzeichnis/ansprechstelle/<uuid:contact_id>/entfernen/", know.contact_remove, name="contact_remove"),
    path("verzeichnis/feldnotiz/<uuid:note_id>/entfernen/", field.note_take_back, name="note_take_back"),
    path("verzeichnis/stelle/<uuid:organization_id>/fragen/", confirm.ask, name="ask"),
    path("verzeichnis/infoblatt/", cards.information, name="information"),
    path("verzeichnis/netzwerkkarte/", cards.network, name="network"),
    path("verzeichnis/netzwerkkarte/pdf/", cards.network_pdf, name="network_pdf"),
    path("verzeichnis/entlasskarte/", cards.discharge, name="discharge"),
    path("verzeichnis/angebot/<uuid:service_id>/schicken/", cards.mail, name="mail"),
    path("verzeichnis/einbetten/", embed.snippets, name="embedding"),
    path("verzeichnis/termine/", events.listing, name="events"),
    path("verzeichnis/stelle/<uuid:organization_id>/termin/", events.add, name="event_add"),
    path("verzeichnis/termin/<uuid:event_id>/", events.change, name="event_change"),
    path("verzeichnis/termin/<uuid:event_id>/absagen/", events.cancel, name="event_cancel"),
    path("wegweiser/bestaetigen/<str:token>/", confirm.confirm, name="public_confirm"),
    path("wegweiser/termine/kalender.ics", events.feed, name="event_feed"),
    path("wegweiser/termin/<uuid:event_id>/termin.ics", events.file, name="event_file"),
    path("wegweiser/angebot/<uuid:service_id>/infoblatt/", cards.public_information, name="public_information"),
    path("wegweiser/daten/", hsds.about, name="hsds_about"),
    path("wegweiser/hsds/", hsds.start, name="hsds"),
    path("wegweiser/hsds/services/", hsds.services, name="hsds_services"),
    path("wegweiser/hsds/services/<uuid:service_id>/", hsds.service, name="hsds_service"),
    path("wegweiser/", include(spoken)),
    path("wegweiser/<tongue:tongue>/", include(spoken)),
]
