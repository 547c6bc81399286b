from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "dasportal.register"
    label = "register"
    verbose_name = "Register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import MENU, MenuEntry

        from .permissions import can_see_offers

        MENU.add(MenuEntry("Tilbud", "register:offers", can_see_offers, position=47))
