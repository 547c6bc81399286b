"""The addresses of det forstærkede samarbejde, in Danish."""

from django.urls import path

from .views import cases, overview, sheets

app_name = "offers"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("tilbud/<int:pk>/", overview.offer, name="offer"),
    path("tilbud/<int:pk>/blad/", sheets.sheet, name="sheet"),
    path("tilbud/<int:pk>/blad.pdf", sheets.sheet_pdf, name="sheet_pdf"),
    path("status/<int:year>/", sheets.status, name="status"),
    path("status/<int:year>/status.pdf", sheets.status_pdf, name="status_pdf"),
    path("status/<int:year>/tal.<str:form>", sheets.figures, name="figures"),
    path("sag/<int:pk>/", cases.case, name="case"),
    path("sag/<int:pk>/dagsorden/", cases.put, name="put"),
    path("sag/<int:pk>/opdater/", cases.refresh, name="refresh"),
    path("sag/<int:pk>/tekst/", cases.use_text, name="use_text"),
    path("sag/<int:pk>/beslut/", cases.decide, name="decide"),
]
