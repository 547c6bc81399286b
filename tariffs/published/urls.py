"""The addresses of gældende takster, in Danish. All are public."""

from django.urls import path, register_converter

from .views import files, offers, tariffs

app_name = "published"


class FormConverter:
    """The forms that tariffs are fetched in."""

    regex = "csv|xlsx|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormConverter, "form")

urlpatterns = [
    path("", tariffs.tariff_list, name="list"),
    path("sammenlign/", tariffs.compare, name="compare"),
    path("takster.<form:form>", files.download, name="download"),
    path("tilbud/<int:pk>/", offers.offer, name="offer"),
    path("tilbud/<int:pk>/blad.pdf", offers.sheet, name="sheet"),
    path("tilbud/<int:pk>/takster.<form:form>", offers.download, name="offer_download"),
]
