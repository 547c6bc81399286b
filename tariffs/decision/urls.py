"""The addresses of beslutning om takster, in Danish."""

from django.urls import path

from .views import cases, corrections, versions, withdrawals

app_name = "decision"

urlpatterns = [
    path("gaeldende/", versions.tariff, name="tariff"),
    path("<int:year>/", versions.year, name="year"),
    path("<int:year>/dagsorden/", cases.put, name="put"),
    path("<int:year>/laeg-fast/", cases.lay, name="lay"),
    path("<int:year>/ret/<slug:code>/", corrections.begin, name="begin"),
    path("<int:year>/udtraeden/", withdrawals.notify, name="notify"),
    path("sag/<int:pk>/", cases.case, name="case"),
    path("sag/<int:pk>/undtag/", cases.add_exception, name="except"),
    path("sag/<int:pk>/opdater/", cases.refresh, name="refresh"),
    path("sag/<int:pk>/tekst/", cases.use_text, name="use_text"),
    path("sag/<int:pk>/beslut/", cases.decide, name="decide"),
    path("undtagelse/<int:pk>/fjern/", cases.remove_exception, name="unexcept"),
    path("version/<int:pk>/", versions.version, name="version"),
    path("version/<int:pk>/pdf/", versions.pdf, name="pdf"),
    path("version/<int:pk>/tal.<str:form>", versions.data, name="data"),
    path("version/<int:pk>/aendringer/", versions.change_pdf, name="change_pdf"),
    path("version/<int:pk>/aendringer.<str:form>", versions.change_data, name="change_data"),
    path("version/<int:pk>/igen/", versions.again, name="again"),
    path("rettelse/<int:pk>/", corrections.correction, name="correction"),
    path("rettelse/<int:pk>/ramme/", corrections.frame, name="frame"),
    path("rettelse/<int:pk>/linjer/", corrections.lines, name="lines"),
    path("rettelse/<int:pk>/pdf/", corrections.correction_pdf, name="correction_pdf"),
    path("rettelse/<int:pk>/tal.<str:form>", corrections.correction_data, name="correction_data"),
    path("rettelse/<int:pk>/dagsorden/", cases.put_correction, name="put_correction"),
    path("udtraeden/<int:pk>/tag-tilbage/", withdrawals.take_back, name="take_back"),
]
