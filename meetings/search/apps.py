from datetime import time, timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "meetings.search"
    label = "search"
    verbose_name = "Søgning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import Panel
        from dasportal.worker.schedule import SCHEDULE, Duty
        from meetings.slots import ITEM_OFFICE

        from ..preflight.asking import SIGNED_IN
        from ..preflight.channels import CHANNELS, Channel, When
        from . import channel, panels, tasks

        SCHEDULE.add(
            Duty("search.index", "Gør søgningen opdateret", tasks.index_changed,
                 every=timedelta(minutes=1))
        )  # fmt: skip
        SCHEDULE.add(Duty("search.count", "Tæl søgningens ord", tasks.count, at=time(3, 10)))
        ITEM_OFFICE.add(Panel("search.related", "search/related_panel.html", panels.related, 60))
        CHANNELS.add(Channel("search", "Søgning", channel.found, When.REHEARSED, SIGNED_IN, 46))
