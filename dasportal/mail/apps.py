from datetime import timedelta

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "dasportal.mail"
    label = "mail"
    verbose_name = "Post"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.mail import tasks
        from dasportal.worker.schedule import SCHEDULE, Duty

        SCHEDULE.add(
            Duty("mail.sweep", "Send ventende post", tasks.sweep, every=timedelta(minutes=1))
        )
