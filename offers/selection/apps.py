from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "offers.selection"
    label = "selection"
    verbose_name = "Udvælgelse og udtræden"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import WAITING, Panel, Waiting
        from dasportal.enquiries.slots import KINDS
        from offers.slots import (
            BRIEFS,
            CASE_KINDS,
            OFFER,
            OVERVIEW,
            SHEET,
            TIMELINE,
            Briefs,
            History,
            SheetPart,
        )

        from . import cases, enquiring, happening, panels, waiting

        KINDS.add(enquiring.kind())
        for kind in cases.KINDS:
            CASE_KINDS.add(kind)
        TIMELINE.add(History("selection", happening.happenings_of))
        BRIEFS.add(Briefs("selection", happening.briefs_of, 10))
        SHEET.add(SheetPart("selection", happening.parts, 10))
        OVERVIEW.add(
            Panel("selection.courses", "selection/panels/overview.html", panels.overview, 30)
        )
        OFFER.add(Panel("selection.offer", "selection/panels/offer.html", panels.offer, 10))
        WAITING.add(Waiting("selection", waiting.tasks_of, position=48))
