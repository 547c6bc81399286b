"""The addresses of questions, answers and shared items, in Danish."""

from django.urls import path

from .views import questions, shared, sharing

app_name = "dialogue"
urlpatterns = [
    path("spoergsmaal/", questions.question_list, name="list"),
    path("punkt/<uuid:pk>/", questions.item, name="item"),
    path("spoergsmaal/<int:pk>/svar/", questions.respond, name="respond"),
    path("spoergsmaal/<int:pk>/besvaret/", questions.settle, name="settle"),
    path("spoergsmaal/<int:pk>/ret/", questions.edit_question, name="edit_question"),
    path("spoergsmaal/<int:pk>/skjul/", questions.hide_question, name="hide_question"),
    path("spoergsmaal/<int:pk>/vis/", questions.show_question, name="show_question"),
    path("svar/<int:pk>/ret/", questions.edit_answer, name="edit_answer"),
    path("svar/<int:pk>/skjul/", questions.hide_answer, name="hide_answer"),
    path("svar/<int:pk>/vis/", questions.show_answer, name="show_answer"),
    path("punkt/<uuid:pk>/del/", sharing.share, name="share"),
    path("punkt/<uuid:pk>/bemaerkninger/", sharing.remarks, name="remarks"),
    path("deling/<uuid:pk>/nyt-link/", sharing.renew, name="renew_share"),
    path("deling/<uuid:pk>/traek-tilbage/", sharing.revoke, name="revoke_share"),
    path("delt/<str:secret>/", shared.shared, name="shared"),
    path("delt/<str:secret>/bilag/<uuid:pk>/", shared.shared_file, name="shared_file"),
]
