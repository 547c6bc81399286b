from django.urls import URLPattern, URLResolver, include, path

from dasportal.health import health
from meetings.reader.views.offline import worker

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dasportal.accounts.urls")),
    path("", include("dasportal.accounts.sign_in_urls")),
    path("post/", include("dasportal.mail.urls")),
    path("tilbud/", include("dasportal.register.urls")),
    path("forseglet/", include("dasportal.documents.urls")),
    path("baggrundsarbejde/", include("dasportal.worker.urls")),
    path("hoeringer/", include("dasportal.enquiries.urls")),
    path("moeder/", include("meetings.urls")),
    path("kalender/", include("meetings.calendar_urls")),
    path("laesning/", include("meetings.reader.urls")),
    path("arkiv/", include("meetings.archive.urls")),
    path("noter/", include("meetings.notes.urls")),
    path("soeg/", include("meetings.search.urls")),
    path("dialog/", include("meetings.dialogue.urls")),
    path("fortrolighed/", include("meetings.preflight.urls")),
    path("", include("meetings.publication.urls")),
    path("godkendelse/", include("meetings.approval.urls")),
    path("skriftligt/", include("meetings.circulation.urls")),
    path("takster/objektiv/", include("tariffs.objective.urls")),
    path("takster/regneark/", include("tariffs.workbook.urls")),
    path("takster/gennemgang/", include("tariffs.review.urls")),
    path("takster/beslutning/", include("tariffs.decision.urls")),
    path("takster/analyse/", include("tariffs.analysis.urls")),
    path("takster/gaeldende/", include("tariffs.published.urls")),
    path("takster/", include("tariffs.urls")),
    path("forstaerket/udvaelgelse/", include("offers.selection.urls")),
    path("forstaerket/aaret/", include("offers.yearly.urls")),
    path("forstaerket/opfoelgning/", include("offers.watching.urls")),
    path("forstaerket/styringsaftalen/", include("offers.coverage.urls")),
    path("forstaerket/vilkaar/", include("offers.terms.urls")),
    path("forstaerket/pladser/", include("offers.vacancies.own_urls")),
    path("forstaerket/", include("offers.urls")),
    path("tilbudsoverblik/", include("offers.vacancies.urls")),
    path("gemmer.js", worker, name="offline_worker"),  # at the root: it keeps pages of any part
    path("sundhed/", health, name="health"),
]
