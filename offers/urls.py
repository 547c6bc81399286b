"""The addresses of det forstærkede samarbejde, in Danish."""

from django.urls import path

from .views import cases, overview

app_name = "offers"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("tilbud/<int:pk>/", overview.offer, name="offer"),
    path("sag/<int:pk>/", cases.case, name="case"),
    path("sag/<int:pk>/dagsorden/", cases.put, name="put"),
    path("sag/<int:pk>/opdater/", cases.refresh, name="refresh"),
    path("sag/<int:pk>/tekst/", cases.use_text, name="use_text"),
    path("sag/<int:pk>/beslut/", cases.decide, name="decide"),
]
