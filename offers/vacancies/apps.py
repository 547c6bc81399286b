from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "offers.vacancies"
    label = "vacancies"
    verbose_name = "Tilbudsoverblik"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import WAITING, Panel, Waiting
        from dasportal.register import slots as register
        from dasportal.register.slots import MOVES, Move
        from meetings.publication.slots import FRONT
        from offers.slots import OVERVIEW

        from . import moving, panels, waiting

        WAITING.add(Waiting("vacancies", waiting.tasks_of, position=60))
        MOVES.add(Move("vacancies", moving.move_vacancies))
        register.OFFER.add(
            Panel("vacancies.offer", "vacancies/panels/offer.html", panels.offer, 30)
        )
        OVERVIEW.add(
            Panel("vacancies.overview", "vacancies/panels/overview.html", panels.overview, 80)
        )
        FRONT.add(Panel("vacancies.front", "vacancies/panels/front.html", panels.front, 20))
