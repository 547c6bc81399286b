"""The addresses of gældende takster, in Danish."""

from django.urls import URLPattern

app_name = "published"

urlpatterns: list[URLPattern] = []
