"""The addresses of the approval of draft minutes, in Danish."""

from django.urls import path

from . import views

app_name = "approval"
urlpatterns = [
    path("<int:pk>/", views.round_, name="round"),
    path("<int:pk>/aendret/", views.changed, name="changed"),
    path("<int:pk>/frist/", views.deadline, name="deadline"),
    path("<int:pk>/punkt/<uuid:item>/kommentar/", views.comment, name="comment"),
    path("svar/<int:pk>/godkend/", views.approve, name="approve"),
    path("svar/<int:pk>/fortryd/", views.take_back, name="take_back"),
    path("kommentar/<int:pk>/svar/", views.reply, name="reply"),
    path("kommentar/<int:pk>/traek-tilbage/", views.withdraw_comment, name="withdraw_comment"),
    path("indsaet/<uuid:pk>/", views.insert, name="insert"),
]
