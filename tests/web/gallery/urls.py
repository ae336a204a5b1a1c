from django.urls import include, path

from tests.web.gallery import views

urlpatterns = [
    path("", views.page, {"name": "start"}, name="gallery_start"),
    path("suche/", views.search, name="gallery_search"),
    path("treffer/", views.results, name="gallery_results"),
    path("entwurf/", views.draft, name="gallery_draft"),
    path("abmelden/", views.leave, name="gallery_logout"),
    path("seite/<slug:name>/", views.page, name="gallery_page"),
    path("", include("rundblick.web.urls")),
]
