"""The addresses of going through the tariffs, in Danish."""

from django.urls import path

from .views import lines, queue, submissions, versions

app_name = "review"

urlpatterns = [
    path("", queue.index, name="index"),
    path("<int:year>/", queue.queue, name="queue"),
    path("indberetning/<int:pk>/", submissions.submission, name="submission"),
    path("indberetning/<int:pk>/retur/", submissions.send_back, name="return"),
    path("indberetning/<int:pk>/tag-imod/", submissions.accept, name="accept"),
    path("indberetning/<int:pk>/versioner/", versions.versions, name="versions"),
    path("indberetning/<int:pk>/versioner/<int:number>/", versions.version, name="version"),
    path("linje/<int:pk>/", lines.line, name="line"),
    path("kommentar/<int:pk>/slet/", lines.comment_remove, name="comment_remove"),
    path("kommentar/<int:pk>/svar/", lines.comment_answer, name="comment_answer"),
]
