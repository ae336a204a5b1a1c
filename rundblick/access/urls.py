"""Addresses of the room."""

app_name = "access"

urlpatterns: list = []
