"""One's own calendar: its page, and the secret address that calendar programs ask."""

from django.urls import path

from .views import calendar

app_name = "calendar"
urlpatterns = [
    path("", calendar.own, name="own"),
    path("ny/", calendar.make, name="make"),
    path("slet/", calendar.revoke, name="revoke"),
    path("<str:token>.ics", calendar.feed, name="feed"),
]
