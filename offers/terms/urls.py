"""The addresses of særlige vilkår, in Danish."""

from django.urls import URLPattern

app_name = "terms"

urlpatterns: list[URLPattern] = []
