"""The addresses of analyse af takster, in Danish."""

from django.urls import path

from .views import files, ours, years

app_name = "analysis"

urlpatterns = [
    path("<int:year>/", years.year, name="year"),
    path("<int:year>/til-droeftelse/", years.discussed, name="discussed"),
    path("<int:year>/linjer/", years.lines, name="lines"),
    path("<int:year>/analyse.pdf", files.pdf, name="pdf"),
    path("<int:year>/til-droeftelse.pdf", files.discussed_pdf, name="discussed_pdf"),
    path("<int:year>/analyse.xlsx", files.excel, name="excel"),
    path("<int:year>/analyse.csv", files.csv, name="csv"),
    path("<int:year>/for-os/", ours.mine, name="mine"),
    path("<int:year>/for/<slug:code>/", ours.ours, name="ours"),
]
