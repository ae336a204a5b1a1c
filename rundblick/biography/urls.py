"""Addresses of the room."""

from django.urls import URLPattern

app_name = "biography"

urlpatterns: list[URLPattern] = []
