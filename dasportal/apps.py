from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The ground under the apps: management commands that see them all."""

    name = "dasportal"
    label = "portal"
    verbose_name = "DAS-portalen"

    def ready(self) -> None:
        from datetime import timedelta

        from dasportal.duties import expire_invitations
        from dasportal.worker.schedule import SCHEDULE, Duty

        SCHEDULE.add(
            Duty(
                "accounts.expire_invitations",
                "Lad gamle invitationer udløbe",
                expire_invitations,
                every=timedelta(hours=1),
            )
        )
