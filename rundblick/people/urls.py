"""Addresses of the room. Only ids stand in them; a household is addressed by the id of its dossier."""

from django.urls import path

from rundblick.people.views import contacts, household, households, intake, members, person, protection, search, steward

app_name = "people"

urlpatterns = [
    path("", households.show, name="list"),
    path("suche/", search.search, name="search"),
    path("suche/treffer/", search.live, name="search_live"),
    path("aufnahme/", intake.take_in, name="intake"),
    path("aufnahme/zeile/", intake.add_row, name="intake_row"),
    path("aufnahme/fertig/", intake.done, name="intake_done"),
    path("haushalt/<uuid:dossier_id>/", household.show, name="household"),
    path("haushalt/<uuid:dossier_id>/aendern/", household.edit, name="household_edit"),
    path("haushalt/<uuid:dossier_id>/anzeigen/", household.reveal, name="reveal"),
    path("haushalt/<uuid:dossier_id>/person/", members.add, name="member_add"),
    path("haushalt/<uuid:dossier_id>/kontakt/", contacts.add, name="contact_add"),
    path("haushalt/<uuid:dossier_id>/anschrift/", contacts.add_address, name="address_add"),
    path("haushalt/<uuid:dossier_id>/schutz/<uuid:person_id>/", protection.protect, name="protect"),
    path("schutz/<uuid:protection_id>/aufheben/", protection.unprotect, name="unprotect"),
    path("haushalt/<uuid:dossier_id>/kontakt/<uuid:contact_id>/", contacts.change, name="contact_change"),
    path("haushalt/<uuid:dossier_id>/kontakt/<uuid:contact_id>/ende/", contacts.end, name="contact_end"),
    path("mitglied/<uuid:membership_id>/", members.change, name="member_change"),
    path("mitglied/<uuid:membership_id>/ende/", members.end, name="member_end"),
    path("mitglied/<uuid:membership_id>/umzug/", members.move, name="member_move"),
    path("person/<uuid:person_id>/", person.show, name="person"),
    path("person/<uuid:person_id>/aendern/", person.edit, name="person_edit"),
    path("dubletten/", steward.desk, name="duplicates"),
    path("dubletten/<uuid:suspicion_id>/", steward.pair, name="duplicate"),
]
