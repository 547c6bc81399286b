"""The addresses of the tariff year, in Danish."""

from django.urls import path

from .views import (
    ceilings,
    explaining,
    files,
    handing_in,
    models,
    statements,
    submissions,
    years,
)

app_name = "tariffs"

urlpatterns = [
    path("", years.years, name="years"),
    path("nyt/", years.new, name="new"),
    path("<int:year>/", years.year, name="year"),
    path("<int:year>/ret/", years.edit, name="edit"),
    path("<int:year>/lofter/", ceilings.ceilings, name="ceilings"),
    path("<int:year>/lofter/nyt/", ceilings.new, name="ceiling_new"),
    path("<int:year>/lofter/fra-sidste-aar/", ceilings.carry, name="ceilings_carry"),
    path("<int:year>/lofter/<int:pk>/", ceilings.change, name="ceiling"),
    path("<int:year>/lofter/<int:pk>/fjern/", ceilings.remove, name="ceiling_remove"),
    path("<int:year>/mind/", years.remind, name="remind"),
    path("<int:year>/trin/<slug:name>/", years.step, name="year_step"),
    path("<int:year>/begynd/<slug:code>/", years.begin, name="begin"),
    path("indberetning/<int:pk>/", submissions.submission, name="submission"),
    path("indberetning/<int:pk>/ny-linje/", submissions.line_new, name="line_new"),
    path("indberetning/<int:pk>/fil/", files.upload, name="upload"),
    path("indberetning/<int:pk>/indsend/", handing_in.submit, name="submit"),
    path("indberetning/<int:pk>/retur/", handing_in.return_to_party, name="return"),
    path("indberetning/<int:pk>/tag-imod/", handing_in.accept, name="accept"),
    path("indberetning/<int:pk>/model/", models.models, name="models"),
    path("indberetning/<int:pk>/niveauer/", models.levels, name="levels"),
    path("indberetning/<int:pk>/aktivitet/", models.activity, name="activity"),
    path("indberetning/<int:pk>/modelskift/", models.mapping, name="mapping"),
    path("indberetning/<int:pk>/revisor/", statements.add, name="statement_add"),
    path("revisor/<int:pk>/", statements.fetch, name="statement"),
    path("revisor/<int:pk>/tag-ud/", statements.remove, name="statement_remove"),
    path("indberetning/<int:pk>/linjer/", submissions.lines_save, name="lines_save"),
    path("indberetning/<int:pk>/svar/<slug:code>/", explaining.answer_whole, name="answer_whole"),
    path("kvittering/<int:pk>/", handing_in.receipt, name="receipt"),
    path("kvittering/<int:pk>/tal.<str:form>", handing_in.receipt_data, name="receipt_data"),
    path("linje/<int:pk>/", submissions.line_save, name="line_save"),
    path("linje/<int:pk>/ret/", submissions.line_edit, name="line_edit"),
    path("linje/<int:pk>/tag-ud/", submissions.line_remove, name="line_remove"),
    path("linje/<int:pk>/forklar/", explaining.explain, name="explain"),
    path("linje/<int:pk>/samlet/", explaining.effect, name="effect"),
    path("linje/<int:pk>/svar/<slug:code>/", explaining.answer, name="answer"),
]
