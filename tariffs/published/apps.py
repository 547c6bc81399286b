from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "tariffs.published"
    label = "published"
    verbose_name = "Gældende takster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import Panel
        from meetings.publication.slots import FRONT
        from tariffs.slots import YEARS

        from . import panels

        YEARS.add(Panel("published.years", "published/panels/years.html", panels.to_public))
        FRONT.add(Panel("published.front", "published/panels/front.html", panels.to_public))
