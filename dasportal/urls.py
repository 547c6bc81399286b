from django.urls import URLPattern, URLResolver, path

from dasportal.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("sundhed/", health, name="health"),
]
