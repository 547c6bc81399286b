"""The addresses of opfølgning på tilbud, in Danish."""

from django.urls import URLPattern

app_name = "watching"

urlpatterns: list[URLPattern] = []
