"""Addresses of the room."""

from django.urls import path

from rundblick.inquiries import views

app_name = "inquiries"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("zahlen/", views.numbers, name="numbers"),
    path("fall/<uuid:case_id>/", views.case, name="case"),
    path("fall/<uuid:case_id>/neu/", views.ask, name="ask"),
    path("<uuid:inquiry_id>/", views.page, name="page"),
    path("<uuid:inquiry_id>/antworten/", views.answer, name="answer"),
    path("<uuid:inquiry_id>/nachfragen/", views.further, name="further"),
    path("<uuid:inquiry_id>/gelesen/", views.read, name="read"),
    path("<uuid:inquiry_id>/abschliessen/", views.end, name="end"),
]
