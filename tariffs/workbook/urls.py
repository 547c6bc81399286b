"""The addresses of takster i regneark, in Danish."""

from django.urls import path

from .views import files, intake, mappings

app_name = "workbook"

urlpatterns = [
    path("<int:pk>/hent/", files.export, name="export"),
    path("<int:pk>/", intake.upload, name="upload"),
    path("<int:pk>/indsaet/", intake.paste, name="paste"),
    path("<int:pk>/kolonner/", intake.columns, name="columns"),
    path("<int:pk>/bekraeft/", intake.confirm, name="confirm"),
    path("<int:pk>/huskede/", mappings.remembered, name="remembered"),
    path("<int:pk>/huskede/<int:mapping>/glem/", mappings.forget, name="forget"),
]
