from django.urls import path

from .views import doors, own, people, places

app_name = "accounts"
urlpatterns = [
    path("", own.home, name="home"),
    path("profil/", own.profile, name="profile"),
    path("totrinslogin/", own.two_steps, name="two_steps"),
    path("personer/", people.people, name="people"),
    path("personer/inviter/", people.invite, name="invite"),
    path("personer/<int:pk>/", people.person, name="person"),
    path("personer/<int:pk>/rolle/", people.give_role, name="give_role"),
    path("personer/<int:pk>/totrinslogin/", people.reset_two_steps, name="reset_two_steps"),
    path("roller/<int:pk>/afslut/", people.end_role, name="end_role"),
    path("invitationer/<int:pk>/send-igen/", people.resend_invitation, name="resend_invitation"),
    path(
        "invitationer/<int:pk>/traek-tilbage/", people.revoke_invitation, name="revoke_invitation"
    ),
    path("parter/", places.parties, name="parties"),
    path("fora/<slug:slug>/", places.forum, name="forum"),
    path("invitation/<str:token>/", doors.accept_invitation, name="accept_invitation"),
    path("demo/log-ind/", doors.demo_sign_in, name="demo_sign_in"),
]
