"""The addresses of reading, in Danish."""

from django.urls import path, register_converter

from .models import Edition
from .views import bilag, meeting, offline

app_name = "reader"


class KindConverter:
    """Agenda or minutes, in Danish in the address."""

    regex = "dagsorden|referat"

    def to_python(self, value: str) -> str:
        return Edition.MINUTES if value == "referat" else Edition.AGENDA

    def to_url(self, value: str) -> str:
        return "referat" if value == Edition.MINUTES else "dagsorden"


register_converter(KindConverter, "kind")
urlpatterns = [
    path("moede/<int:pk>/gemmes/", offline.kept, name="kept"),
    path("moede/<int:pk>/gemt/", offline.meeting, name="kept_meeting"),
    path("punkt/<uuid:pk>/gemt/", offline.item, name="kept_item"),
    path("moede/<int:pk>/soeg/", meeting.search, name="search"),
    path("moede/<int:pk>/aabnet/", meeting.opened, name="opened"),
    path("moede/<int:pk>/<kind:kind>/sammenlign/", meeting.compare, name="compare"),
    path("bilag/<uuid:pk>/", bilag.pages, name="bilag"),
    path("bilag/<uuid:pk>/<uuid:file>/<int:number>.webp", bilag.picture, name="picture"),
    path("bilag/<uuid:pk>/laest/", bilag.position, name="bilag_position"),
]
