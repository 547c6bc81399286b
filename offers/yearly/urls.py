"""The addresses of den årlige dialog, in Danish."""

from django.urls import path

from .views import buying, commenting, reports, years

app_name = "yearly"

urlpatterns = [
    path("", years.years, name="years"),
    path("aabn/", years.open_year, name="open"),
    path("katalog/<int:offer>/", commenting.declarations, name="declarations"),
    path("katalog/<int:offer>/ny/", commenting.declare, name="declare"),
    path("bilag/<int:pk>/", reports.file, name="file"),
    path("bilag/<int:pk>/fjern/", reports.file_remove, name="file_remove"),
    path("<int:year>/", years.year, name="year"),
    path("<int:year>/frister/", years.change, name="change"),
    path("<int:year>/mind/", years.remind, name="remind"),
    path("<int:year>/hoering/", years.share, name="share"),
    path("<int:year>/dagsorden/", years.put, name="put"),
    path("<int:year>/rapport/<int:offer>/", reports.report, name="report"),
    path("<int:year>/rapport/<int:offer>/indsend/", reports.submit, name="report_submit"),
    path("<int:year>/rapport/<int:offer>/retur/", reports.send_back, name="report_return"),
    path("<int:year>/rapport/<int:offer>/tag-imod/", reports.accept, name="report_accept"),
    path("<int:year>/rapport/<int:offer>/bilag/", reports.file_add, name="file_add"),
    path("<int:year>/koeber/<slug:code>/", buying.buyer, name="buyer"),
    path("<int:year>/koeber/<slug:code>/tag-tilbage/", buying.take_back, name="take_back"),
    path("<int:year>/svar/<int:offer>/", buying.twelve, name="twelve"),
    path("<int:year>/ekspert/<int:offer>/", commenting.comment, name="comment"),
    path("<int:year>/dialogmoede/<int:offer>/", commenting.meeting, name="meeting"),
    path(
        "<int:year>/dialogmoede/<int:offer>/dagsorden/", commenting.meeting_put, name="meeting_put"
    ),
]
