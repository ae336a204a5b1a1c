"""Addresses of the room."""

from django.urls import path

from rundblick.agreements.views import agreement, groups, lessons, network, register

app_name = "agreements"

urlpatterns = [
    path("vereinbarungen/", register.listing, name="list"),
    path("vereinbarungen/suche/", register.search, name="search"),
    path("vereinbarungen/liste.csv", register.as_csv, name="csv"),
    path("vereinbarungen/liste.xlsx", register.as_xlsx, name="xlsx"),
    path("vereinbarungen/neu/", agreement.begin, name="begin"),
    path("vereinbarungen/<uuid:agreement_id>/", agreement.agreement, name="agreement"),
    path("vereinbarungen/<uuid:agreement_id>/bearbeiten/", agreement.change, name="change"),
    path("vereinbarungen/<uuid:agreement_id>/fassung/", agreement.wording, name="wording"),
    path("vereinbarungen/<uuid:agreement_id>/geprueft/", agreement.review, name="review"),
    path("vereinbarungen/<uuid:agreement_id>/ansprechstelle/", agreement.contact_add, name="contact_add"),
    path("vereinbarungen/ansprechstelle/<uuid:contact_id>/", agreement.contact_change, name="contact_change"),
    path("vereinbarungen/ansprechstelle/<uuid:contact_id>/entfernen/", agreement.contact_remove, name="contact_remove"),
    path("netzwerkstelle/", network.network, name="network"),
    path("netzwerkstelle/neu/<slug:kind>/", network.put, name="put"),
    path("netzwerkstelle/lernen/", lessons.lessons, name="lessons"),
    path("netzwerkstelle/lernen/neu/", lessons.learn, name="learn"),
    path("netzwerkstelle/lernen/<uuid:lesson_id>/", lessons.lesson, name="lesson"),
    path("netzwerkstelle/<uuid:item_id>/", network.item, name="item"),
    path("netzwerkstelle/<uuid:item_id>/bearbeiten/", network.change, name="item_change"),
    path("netzwerkstelle/<uuid:item_id>/mitglied/", groups.join, name="join"),
    path("netzwerkstelle/<uuid:item_id>/treffen/", groups.meet, name="meet"),
    path("netzwerkstelle/mitglied/<uuid:member_id>/entfernen/", groups.leave, name="leave"),
    path("netzwerkstelle/treffen/<uuid:meeting_id>/", groups.meeting, name="meeting"),
    path("netzwerkstelle/treffen/<uuid:meeting_id>/beschluss/", groups.decide, name="decide"),
    path("netzwerkstelle/beschluss/<uuid:decision_id>/", groups.decision, name="decision"),
    path("netzwerkstelle/beschluss/<uuid:decision_id>/getan/", groups.done, name="done"),
]
