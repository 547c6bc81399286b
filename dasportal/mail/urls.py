from django.urls import path

from dasportal.mail.views import outbox, own

app_name = "mail"
urlpatterns = [
    path("", outbox.mails, name="list"),
    path("mine/", own.own, name="own"),
    path("mine/valg/", own.preferences, name="preferences"),
    path("<int:pk>/", outbox.mail, name="detail"),
    path("<int:pk>/send-igen/", outbox.resend, name="resend"),
]
