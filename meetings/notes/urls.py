"""The addresses of one's own notes, in Danish."""

from django.urls import path

from .views import bilag, highlights, notes, paper

app_name = "notes"
urlpatterns = [
    path("", notes.mine, name="mine"),
    path("moede/<int:pk>/", notes.meeting, name="meeting"),
    path("pdf/", paper.all_notes, name="pdf"),
    path("moede/<int:pk>/pdf/", paper.meeting, name="meeting_pdf"),
    path("punkt/<uuid:pk>/", notes.save, name="save"),
    path("punkt/<uuid:pk>/marker/", highlights.mark_text, name="mark_text"),
    path("markering/<int:pk>/", highlights.change, name="change_highlight"),
    path("markering/<int:pk>/slet/", highlights.remove, name="remove_highlight"),
    path("bilag/<uuid:pk>/", bilag.bilag, name="bilag"),
    path("bilag/<uuid:pk>/marker/", bilag.mark_page, name="mark_page"),
    path("bilag/<uuid:pk>/side/", bilag.position, name="bilag_position"),
]
