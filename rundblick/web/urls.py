from django.urls import path

from rundblick.web import views

app_name = "web"

urlpatterns = [
    path("darstellung/", views.choose_theme, name="choose_theme"),
]
