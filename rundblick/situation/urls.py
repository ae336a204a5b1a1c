"""Addresses of the room."""

from django.urls import URLPattern

app_name = "situation"

urlpatterns: list[URLPattern] = []
