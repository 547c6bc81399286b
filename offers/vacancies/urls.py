"""The addresses of tilbudsoverblikket, in Danish."""

from django.urls import URLPattern

app_name = "vacancies"

urlpatterns: list[URLPattern] = []
