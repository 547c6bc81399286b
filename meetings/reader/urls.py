"""The addresses of reading, in Danish."""

from django.urls import path

from .views import bilag

app_name = "reader"
urlpatterns = [
    path("bilag/<uuid:pk>/", bilag.pages, name="bilag"),
    path("bilag/<uuid:pk>/<uuid:file>/<int:number>.webp", bilag.picture, name="picture"),
    path("bilag/<uuid:pk>/laest/", bilag.position, name="bilag_position"),
]
