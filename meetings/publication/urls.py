"""Addresses of publication: public ones that last, and the secretariat's pages."""

from django.urls import path

from meetings.publication.models import PublicationKind
from meetings.publication.views import office, public

app_name = "publication"
AGENDA, MINUTES = {"kind": PublicationKind.AGENDA}, {"kind": PublicationKind.MINUTES}

PUBLIC = [
    path("offentlig/", public.meeting_list, name="list"),
    path("offentlig/nyt.atom", public.feed, name="feed"),
    path("offentlig/moede/<slug:slug>/", public.meeting, name="meeting"),
    path("offentlig/moede/<slug:slug>/dagsorden/", public.meeting, AGENDA, name="agenda"),
    path("offentlig/moede/<slug:slug>/referat/", public.meeting, MINUTES, name="minutes"),
    path("offentlig/punkt/<uuid:pk>/", public.item, name="item"),
    path("offentlig/bilag/<uuid:pk>/", public.attachment, name="attachment"),
    path("offentlig/udgave/<uuid:pk>/", public.publication, name="publication"),
    path("offentlig/udgave/<uuid:pk>/pdf/", public.pdf, name="pdf"),
    path("offentlig/<path:path>", public.missing, name="missing"),
]
OFFICE = [
    path("offentliggoerelse/<int:pk>/dagsorden/", office.publish, AGENDA, name="publish_agenda"),
    path("offentliggoerelse/<int:pk>/referat/", office.publish, MINUTES, name="publish_minutes"),
    path("offentliggoerelse/<uuid:pk>/traek-tilbage/", office.withdraw, name="withdraw"),
    path("offentliggoerelse/<uuid:pk>/pdf-igen/", office.again, name="again"),
]
urlpatterns = [*PUBLIC, *OFFICE]
