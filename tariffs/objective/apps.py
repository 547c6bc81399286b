from django.apps import AppConfig


class ObjectiveConfig(AppConfig):
    name = "tariffs.objective"
    label = "objective"
    verbose_name = "Objektiv finansiering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import MENU, MenuEntry

        from .permissions import can_read

        MENU.add(MenuEntry("Objektiv finansiering", "objective:list", can_read, position=40))
