"""The addresses of den årlige dialog, in Danish."""

from django.urls import URLPattern

app_name = "yearly"

urlpatterns: list[URLPattern] = []
