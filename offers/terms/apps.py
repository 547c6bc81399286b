from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "offers.terms"
    label = "terms"
    verbose_name = "Særlige vilkår"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import WAITING, Panel, Waiting
        from dasportal.register import slots as register
        from dasportal.register.slots import MOVES, Move
        from offers.slots import (
            BRIEFS,
            CASE_KINDS,
            OFFER,
            OVERVIEW,
            SHEET,
            TIMELINE,
            Briefs,
            CaseKind,
            History,
            SheetPart,
        )

        from . import cases, moving, panels, telling, waiting, workflow

        CASE_KINDS.add(
            CaseKind(
                workflow.KIND,
                "Særlige vilkår",
                cases.frozen,
                cases.written,
                cases.url,
                workflow.decided,
                cases.bilag,
                position=60,
            )
        )
        BRIEFS.add(Briefs("terms", telling.briefs, 45))
        TIMELINE.add(History("terms", telling.happenings, 45))
        SHEET.add(SheetPart("terms", telling.parts, 45, in_short=True))
        WAITING.add(Waiting("terms", waiting.tasks_of, position=47))
        MOVES.add(Move("terms", moving.move_terms))
        OFFER.add(Panel("terms.offer", "terms/panels/offer.html", panels.offer, 45))
        OVERVIEW.add(Panel("terms.overview", "terms/panels/overview.html", panels.overview, 60))
        register.OFFER.add(
            Panel("terms.register", "terms/panels/register.html", panels.register_offer, 61)
        )
