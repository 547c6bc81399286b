"""The public addresses of tilbudsoverblikket, in Danish."""

from django.urls import path

from .views import public

app_name = "vacancies"

urlpatterns = [
    path("", public.overview, name="list"),
    path("tilbud/<int:pk>/", public.offer, name="offer"),
    path("hent.<str:form>", public.download, name="download"),
]
