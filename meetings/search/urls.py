"""Addresses of the search, in Danish."""

from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("ligner/<uuid:pk>/", views.related, name="related"),
]
