"""Addresses of the archive, in Danish."""

from django.urls import path

from meetings.archive import views

app_name = "archive"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("indlaes/<uuid:pk>/", views.preview, name="preview"),
    path("indlaes/<uuid:pk>/bekraeft/", views.read_in, name="read_in"),
    path("indlaes/<uuid:pk>/fortryd/", views.drop, name="drop"),
    path("dokument/<uuid:pk>/", views.document, name="document"),
    path("moede/<int:pk>/aabenhed/", views.openness, name="openness"),
]
