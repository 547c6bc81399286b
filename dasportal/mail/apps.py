from datetime import timedelta

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "dasportal.mail"
    label = "mail"
    verbose_name = "Post"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts import slots
        from dasportal.mail import panels, permissions, tasks
        from dasportal.worker.schedule import SCHEDULE, Duty

        SCHEDULE.add(
            Duty("mail.sweep", "Send ventende post", tasks.sweep, every=timedelta(minutes=1))
        )
        SCHEDULE.add(
            Duty(
                "mail.bundles",
                "Saml post til én mail",
                tasks.find_bundles,
                every=timedelta(minutes=1),
            )
        )
        slots.MENU.add(
            slots.MenuEntry(
                "Udsendt post", "mail:list", permissions.sees_mail, position=80, aside=True
            )
        )
        slots.MENU.add(slots.MenuEntry("Mine beskeder", "mail:own", position=10, aside=True))
        slots.HOME.add(slots.Panel("mail.failed", "mail/home_panel.html", panels.failed, 5))
