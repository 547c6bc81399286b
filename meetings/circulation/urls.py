"""The addresses of written procedure, in Danish."""

from django.urls import path

from . import views

app_name = "circulation"
urlpatterns = [
    path("", views.ballots, name="list"),
    path("ny/", views.new, name="new"),
    path("<int:pk>/", views.ballot, name="ballot"),
    path("<int:pk>/version/<int:number>/", views.version, name="version"),
    path("<int:pk>/version/<int:number>/bilag/<uuid:key>/", views.bilag, name="bilag"),
    path("<int:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("<int:pk>/slet/", views.drop, name="drop"),
    path("<int:pk>/pdf/", views.sheet, name="sheet"),
    path("<int:pk>/pdf/igen/", views.again, name="again"),
    path("punkt/<uuid:pk>/send/", views.send, name="send"),
    path("svar/<int:pk>/", views.vote, name="vote"),
    path("regel/<slug:slug>/", views.rule, name="rule"),
]
