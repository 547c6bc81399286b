from django.urls import path

from dasportal.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.record, name="record"),
    path("kontrol/", views.check_now, name="check"),
    path("eksport/", views.export, name="export"),
    path("<int:sequence>/", views.entry, name="entry"),
    path("<int:sequence>/fil/<int:index>/", views.entry_file, name="entry_file"),
    path("<int:sequence>/post.json", views.entry_json, name="entry_json"),
    path("<int:sequence>/fjern/", views.redact_values, name="redact"),
]
