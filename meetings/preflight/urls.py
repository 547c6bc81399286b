"""Addresses of the preflight, in Danish."""

from django.urls import path

from meetings.preflight import views

app_name = "preflight"
urlpatterns = [
    path("moede/<int:pk>/<slug:step>/", views.start, name="start"),
    path("<int:pk>/", views.examination, name="examination"),
    path("<int:pk>/fremdrift/", views.progress, name="progress"),
    path("<int:pk>/tilsidesaet/", views.overrule, name="overrule"),
    path("<int:pk>/set-paa/", views.look_at, name="look_at"),
    path("svar/<int:pk>/fortryd/", views.take_back, name="take_back"),
]
