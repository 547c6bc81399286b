"""The addresses of beslutning om takster, in Danish."""

from django.urls import URLPattern

app_name = "decision"

urlpatterns: list[URLPattern] = []
