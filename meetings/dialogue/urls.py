"""The addresses of questions, answers and shared items, in Danish."""

from django.urls import path

from .views import questions

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
]
