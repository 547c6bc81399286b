from django.urls import path

from dasportal.worker import views

app_name = "worker"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<uuid:pk>/", views.job, name="job"),
    path("<uuid:pk>/igen/", views.retry, name="retry"),
]
