from datetime import timedelta

from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "offers"
    verbose_name = "Det forstærkede samarbejde"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import MENU, WAITING, MenuEntry, Panel, Waiting
        from dasportal.register import slots as register
        from dasportal.register.slots import MOVES, Move
        from dasportal.worker.schedule import SCHEDULE, Duty
        from meetings import slots
        from meetings.following import FOLLOWERS, Follower
        from meetings.readiness import CHECKS, Check

        from . import checks, moving, panels, schedule, waiting, workflow
        from .permissions import can_see_cooperation

        MENU.add(MenuEntry("Forstærket", "offers:overview", can_see_cooperation, position=47))
        FOLLOWERS.add(Follower("offers", planned=workflow.place_waiting))
        CHECKS.add(Check("offers", checks.bilag, 46))
        MOVES.add(Move("offers", moving.move_cooperation, tell=moving.tell_cooperation))
        WAITING.add(Waiting("offers", waiting.tasks_of, position=46))
        register.OFFER.add(
            Panel("offers.register", "offers/panels/register_offer.html", panels.register_offer, 60)
        )
        slots.ITEM_OFFICE.add(
            Panel("offers.item", "offers/panels/item_office.html", panels.item_office, 26)
        )
        slots.WRITING.add(Panel("offers.writing", "offers/panels/item_office.html", panels.writing))
        slots.ITEM_READER.add(
            Panel("offers.item", "offers/panels/item.html", panels.item_reader, 26)
        )
        SCHEDULE.add(
            Duty(
                "offers.refresh",
                "Opdatér punkter om tilbud på dagsordener",
                schedule.refresh_cases,
                every=timedelta(minutes=1),
            )
        )
