"""The addresses of analyse af takster, in Danish."""

from django.urls import URLPattern

app_name = "analysis"

urlpatterns: list[URLPattern] = []
