"""Addresses of the room, below /betriebe/."""

from django.urls import path

from rundblick.employers.views import contacts, employer, helping, house, register, workplaces

app_name = "employers"

urlpatterns = [
    path("", register.listing, name="list"),
    path("suche/", register.search, name="search"),
    path("liste.csv", register.as_csv, name="csv"),
    path("neu/", employer.begin, name="begin"),
    path("besondere-arbeitsplaetze/", house.specials, name="specials"),
    path("besondere-arbeitsplaetze/liste.csv", house.specials_csv, name="specials_csv"),
    path("fragen/", house.tickets, name="tickets"),
    path("<uuid:employer_id>/", employer.employer, name="employer"),
    path("<uuid:employer_id>/bearbeiten/", employer.change, name="change"),
    path("<uuid:employer_id>/beenden/", employer.end, name="end"),
    path("<uuid:employer_id>/standort/", employer.site_add, name="site_add"),
    path("<uuid:employer_id>/ansprechperson/", contacts.person_add, name="person_add"),
    path("<uuid:employer_id>/kontakt/", contacts.talk_add, name="talk_add"),
    path("<uuid:employer_id>/besuch/", workplaces.visit, name="visit"),
    path("<uuid:employer_id>/bedenken/", helping.worry_add, name="worry_add"),
    path("<uuid:employer_id>/zuschnitt/", helping.carve, name="carve"),
    path("<uuid:employer_id>/besonderer-arbeitsplatz/", helping.special_add, name="special_add"),
    path("<uuid:employer_id>/frage/", helping.ask, name="ask"),
    path("standort/<uuid:site_id>/", employer.site_change, name="site_change"),
    path("standort/<uuid:site_id>/schliessen/", employer.site_close, name="site_close"),
    path("ansprechperson/<uuid:person_id>/", contacts.person_change, name="person_change"),
    path("ansprechperson/<uuid:person_id>/loeschen/", contacts.person_remove, name="person_remove"),
    path("ansprechperson/<uuid:person_id>/auskunft/", contacts.person_told, name="person_told"),
    path("ansprechperson/<uuid:person_id>/auskunft.json", contacts.person_file, name="person_file"),
    path("kontakt/<uuid:talk_id>/", contacts.talk_change, name="talk_change"),
    path("kontakt/<uuid:talk_id>/getan/", contacts.talk_done, name="talk_done"),
    path("arbeitsplatz/<uuid:workplace_id>/", workplaces.workplace, name="workplace"),
    path("arbeitsplatz/<uuid:workplace_id>/neu-beschreiben/", workplaces.restate, name="restate"),
    path("arbeitsplatz/<uuid:workplace_id>/schliessen/", workplaces.close, name="close"),
    path("arbeitsplatz/<uuid:workplace_id>/protokoll.pdf", workplaces.protocol, name="protocol"),
    path("bedenken/<uuid:concern_id>/", helping.worry_change, name="worry_change"),
    path("zuschnitt/<uuid:carving_id>/", helping.carving, name="carving"),
    path("zuschnitt/<uuid:carving_id>/bearbeiten/", helping.carving_change, name="carving_change"),
    path("zuschnitt/<uuid:carving_id>/aufgabe/", helping.task_add, name="task_add"),
    path("zuschnitt/<uuid:carving_id>/arbeitsblatt.pdf", helping.carving_paper, name="carving_paper"),
    path("aufgabe/<uuid:task_id>/verschieben/", helping.task_move, name="task_move"),
    path("aufgabe/<uuid:task_id>/entfernen/", helping.task_remove, name="task_remove"),
    path("besonderer-arbeitsplatz/<uuid:job_id>/", helping.special_move, name="special_move"),
    path("frage/<uuid:ticket_id>/", helping.answer, name="answer"),
]
