"""Addresses of the room. None holds an address of anybody or a word somebody typed."""

from django.urls import path

from rundblick.areas.views import area, asking, cases, figures, importing, listing

app_name = "areas"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("suche/", listing.search, name="search"),
    path("strassen.csv", listing.as_csv, name="csv"),
    path("neu/", area.begin, name="begin"),
    path("einlesen/", importing.take_over, name="import"),
    path("fragen/", asking.ask, name="ask"),
    path("woanders/", cases.listing, name="elsewhere"),
    path("zahlen/", figures.listing, name="figures"),
    path("zahlen/<uuid:comparison_id>/", figures.comparison, name="comparison"),
    path("zeile/<uuid:stretch_id>/heraus/", area.take_out, name="take_out"),
    path("zustaendig/<uuid:charge_id>/beenden/", area.nobody, name="nobody"),
    path("<uuid:area_id>/", area.area, name="area"),
    path("<uuid:area_id>/name/", area.change, name="change"),
    path("<uuid:area_id>/aufloesen/", area.end, name="end"),
    path("<uuid:area_id>/dazu/", area.add, name="add"),
    path("<uuid:area_id>/zustaendig/", area.charge, name="charge"),
]
