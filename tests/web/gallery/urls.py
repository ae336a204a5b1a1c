from django.urls import include, path

from tests.web.gallery import views

urlpatterns = [
    path("", views.page, {"name": "start"}, name="gallery_start"),
    path("suche/", views.search, name="gallery_search"),
    path("treffer/", views.results, name="gallery_results"),
    path("entwurf/", views.draft, name="gallery_draft"),
    path("abmelden/", views.leave, name="gallery_logout"),
    path("seite/<slug:name>/", views.page, name="gallery_page"),
    path("fehler/<int:status>/", views.error, name="gallery_error"),
    path("nur-post/", views.draft, name="gallery_post_only"),
    path("", include("rundblick.web.urls")),
]

handler400 = "rundblick.web.errors.bad_request"
handler403 = "rundblick.web.errors.permission_denied"
handler404 = "rundblick.web.errors.page_not_found"
handler500 = "rundblick.web.errors.server_error"
