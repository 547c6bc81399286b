"""The addresses of udvælgelse og udtræden, in Danish."""

from django.urls import URLPattern

app_name = "selection"

urlpatterns: list[URLPattern] = []
