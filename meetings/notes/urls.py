"""The addresses of one's own notes, in Danish."""

from django.urls import path

from . import views

app_name = "notes"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("moede/<int:pk>/", views.meeting, name="meeting"),
    path("punkt/<uuid:pk>/", views.save, name="save"),
]
