from django.urls import path

from dasportal.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.mails, name="list"),
    path("<int:pk>/", views.mail, name="detail"),
    path("<int:pk>/send-igen/", views.resend, name="resend"),
]
