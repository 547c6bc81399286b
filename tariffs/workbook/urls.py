"""The addresses of takster i regneark, in Danish."""

from django.urls import URLPattern

app_name = "workbook"

urlpatterns: list[URLPattern] = []
