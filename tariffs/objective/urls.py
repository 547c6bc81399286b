"""The addresses of objective financing, in Danish."""

from django.urls import path

from .views import files, importing, populations, scenarios, schemes, sheets

app_name = "objective"
urlpatterns = [
    path("", schemes.schemes, name="list"),
    path("ny/", schemes.new, name="new_scheme"),
    path("ordning/<slug:slug>/", schemes.scheme, name="scheme"),
    path("ordning/<slug:slug>/ret/", schemes.edit, name="edit_scheme"),
    path("ordning/<slug:slug>/forslag/nyt/", scenarios.new, name="new_scenario"),
    path("ordning/<slug:slug>/indlaes/", importing.table, name="import"),
    path("ordning/<slug:slug>/takstblad/nyt/", sheets.new, name="new_sheet"),
    path("ordning/<slug:slug>/<int:year>/", scenarios.compare, name="compare"),
    path("fordeling/<int:pk>/", scenarios.scenario, name="scenario"),
    path("fordeling/<int:pk>/ret/", scenarios.edit, name="edit_scenario"),
    path("fordeling/<int:pk>/laeg-fast/", scenarios.approve, name="approve"),
    path("fordeling/<int:pk>/slet/", scenarios.drop, name="drop"),
    path("fordeling/<int:pk>/vaelg/", scenarios.choose, name="choose"),
    path("fordeling/<int:pk>/kopier/", scenarios.copy, name="copy"),
    path("fordeling/<int:pk>/pdf/", files.pdf, name="pdf"),
    path("fordeling/<int:pk>/excel/", files.excel, name="excel"),
    path("fordeling/<int:pk>/csv/", files.csv, name="csv"),
    path("takstblad/<int:pk>/", sheets.sheet, name="sheet"),
    path("takstblad/<int:pk>/ret/", sheets.edit, name="edit_sheet"),
    path("takstblad/<int:pk>/laeg-fast/", sheets.approve, name="approve_sheet"),
    path("takstblad/<int:pk>/ret-igen/", sheets.reopen, name="reopen_sheet"),
    path("takstblad/<int:pk>/pdf/", files.sheet_pdf, name="sheet_pdf"),
    path("takstblad/<int:pk>/excel/", files.sheet_excel, name="sheet_excel"),
    path("takstblad/<int:pk>/csv/", files.sheet_csv, name="sheet_csv"),
    path("befolkning/", populations.populations, name="populations"),
    path("befolkning/indtast/", populations.record, name="record_populations"),
    path("befolkning/<str:group>/<str:day>/", populations.count, name="population"),
]
