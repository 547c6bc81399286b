"""The addresses of the register of offers, in Danish."""

from django.urls import path

from .views import names, offers, purchases

app_name = "register"

urlpatterns = [
    path("", offers.offers, name="offers"),
    path("nyt/", offers.new, name="new"),
    path("nye-navne/", names.unknown, name="unknown"),
    path("koeb/", purchases.newest, name="purchases_newest"),
    path("koeb/<int:year>/", purchases.purchases, name="purchases"),
    path("<int:pk>/", offers.offer, name="offer"),
    path("<int:pk>/ret/", offers.edit, name="edit"),
    path("<int:pk>/nyt-navn/", offers.rename, name="rename"),
    path("<int:pk>/bekraeft/", names.confirm, name="confirm"),
    path("<int:pk>/samme/", names.choose, name="choose"),
    path("<int:pk>/samme/<int:same>/", names.merge, name="merge"),
]
