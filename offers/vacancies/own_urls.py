"""The addresses of those who confirm free places: on the public ones nobody is anybody."""

from django.urls import path

from .views import confirming

app_name = "places"

urlpatterns = [
    path("", confirming.places, name="list"),
    path("<int:pk>/", confirming.confirm, name="confirm"),
]
