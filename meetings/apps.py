from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Møder"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.permissions import has_a_role
        from dasportal.accounts.slots import MENU, MenuEntry

        MENU.add(MenuEntry("Møder", "meetings:list", has_a_role, position=10))
        MENU.add(MenuEntry("Opfølgning", "meetings:follow_ups", has_a_role, position=20))
