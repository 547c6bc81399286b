"""The addresses of opfølgning på tilbud, in Danish."""

from django.urls import path

from .views import followed, monitoring, signals, warnings

app_name = "watching"

urlpatterns = [
    path("tilbud/<int:pk>/", signals.offer, name="offer"),
    path("tilbud/<int:pk>/tal/", signals.note, name="note"),
    path("tilbud/<int:pk>/signal/<slug:rule>/", signals.answer, name="answer_signal"),
    path("signalsvar/<int:pk>/vis/", signals.wake, name="wake"),
    path("graenser/", signals.limits, name="limits"),
    path("varslinger/", warnings.warnings, name="warnings"),
    path("tilbud/<int:pk>/varsling/", warnings.warn, name="warn"),
    path("varsling/<int:pk>/", warnings.warning, name="warning"),
    path("varsling/<int:pk>/fil/", warnings.fetch, name="warning_file"),
    path("varsling/<int:pk>/afslut/", warnings.close, name="close_warning"),
    path("tilbud/<int:pk>/taettere/", monitoring.agree, name="agree"),
    path("taettere/<int:pk>/", monitoring.monitoring, name="monitoring"),
    path("taettere/<int:pk>/forlaeng/", monitoring.prolong, name="prolong"),
    path("taettere/<int:pk>/afslut/", monitoring.end, name="end_monitoring"),
    path("tal/<int:pk>/", monitoring.request_, name="request"),
    path("foelges/", followed.list_, name="followed_list"),
    path("foelges/nyt/", followed.new, name="new_followed"),
    path("foelges/<int:pk>/", followed.followed, name="followed"),
    path("foelges/<int:pk>/ret/", followed.change, name="change_followed"),
    path("foelges/<int:pk>/stop/", followed.stop, name="stop_following"),
    path("foelges/<int:pk>/igen/", followed.again, name="follow_again"),
    path("foelges/<int:pk>/tal/", followed.note, name="note_followed"),
    path("foelges/<int:pk>/spoerg/", followed.ask, name="ask_followed"),
    path("foelges/tal/<int:pk>/dagsorden/", followed.put, name="put_followed"),
]
