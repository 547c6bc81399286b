from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dasportal.accounts"
    label = "accounts"
    verbose_name = "Adgang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import access  # noqa: F401  registers the check of every address
        from .permissions import may_see_parties, may_see_people
        from .slots import HOME, MENU, MenuEntry, Panel
        from .waiting import waiting

        HOME.add(Panel("accounts.waiting", "accounts/waiting.html", waiting, position=20))
        MENU.add(MenuEntry("Min side", "accounts:home", position=0))
        MENU.add(MenuEntry("Parter", "accounts:parties", may_see_parties, position=80, aside=True))
        MENU.add(MenuEntry("Personer", "accounts:people", may_see_people, position=90, aside=True))
