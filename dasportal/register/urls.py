"""The addresses of the register of offers, in Danish."""

from django.urls import URLPattern

app_name = "register"

urlpatterns: list[URLPattern] = []
