"""The addresses of gennemgang af takster, in Danish."""

from django.urls import URLPattern

app_name = "review"

urlpatterns: list[URLPattern] = []
