"""The addresses of the list of offers in styringsaftalen, in Danish."""

from django.urls import path

from . import views

app_name = "coverage"

urlpatterns = [
    path("", views.listed, name="list"),
    path("pdf/", views.pdf, name="pdf"),
    path("tal.<str:form>", views.data, name="data"),
    path("dagsorden/", views.put, name="put"),
]
