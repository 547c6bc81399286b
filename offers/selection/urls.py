"""The addresses of udvælgelse og udtræden, in Danish."""

from django.urls import path

from .views import assessments, courses, receiving

app_name = "selection"

urlpatterns = [
    path("", courses.courses, name="courses"),
    path("indstil/", courses.nominate, name="nominate"),
    path("fra-hoering/", receiving.listed, name="received"),
    path("fra-hoering/<uuid:pk>/", receiving.take, name="take_nomination"),
    path("vurder-alle/", courses.reassess, name="reassess"),
    path("forloeb/<slug:kind>/", courses.path, name="path"),
    path("udtraeden/<int:pk>/", courses.notice, name="notice"),
    path("trin/<int:pk>/", courses.take, name="take"),
    path("trin/<int:pk>/spring-over/", courses.skip, name="skip"),
    path("trin/<int:pk>/dagsorden/", courses.put, name="put"),
    path("<int:pk>/", courses.course, name="course"),
    path("<int:pk>/stop/", courses.stop, name="stop"),
    path("<int:pk>/vurder/", assessments.assess, name="assess"),
    path("<int:pk>/laeg-for-panelet/", assessments.lay, name="lay"),
    path("<int:pk>/anbefaling/", assessments.recommend, name="recommend"),
]
