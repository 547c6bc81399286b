"""The addresses of the tariff year, in Danish."""

from django.urls import path

from .views import files, submissions, years

app_name = "tariffs"

urlpatterns = [
    path("", years.years, name="years"),
    path("nyt/", years.new, name="new"),
    path("<int:year>/", years.year, name="year"),
    path("<int:year>/ret/", years.edit, name="edit"),
    path("<int:year>/trin/<slug:name>/", years.step, name="year_step"),
    path("<int:year>/begynd/<slug:code>/", years.begin, name="begin"),
    path("indberetning/<int:pk>/", submissions.submission, name="submission"),
    path("indberetning/<int:pk>/ny-linje/", submissions.line_new, name="line_new"),
    path("indberetning/<int:pk>/fil/", files.upload, name="upload"),
    path("indberetning/<int:pk>/indsend/", submissions.submit, name="submit"),
    path("indberetning/<int:pk>/retur/", submissions.return_to_party, name="return"),
    path("indberetning/<int:pk>/tag-imod/", submissions.accept, name="accept"),
    path("linje/<int:pk>/", submissions.line_save, name="line_save"),
    path("linje/<int:pk>/tag-ud/", submissions.line_remove, name="line_remove"),
    path("linje/<int:pk>/forklar/", submissions.explain, name="explain"),
]
