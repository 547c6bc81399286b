from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "offers.coverage"
    label = "coverage"
    verbose_name = "Overblik over styringsaftalen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import Panel
        from offers.slots import CASE_KINDS, OVERVIEW, CaseKind

        from . import cases, panels

        CASE_KINDS.add(
            CaseKind(
                cases.KIND,
                "Tilbud i styringsaftalen",
                cases.frozen,
                cases.written,
                cases.url,
                bilag=cases.bilag,
                position=70,
            )
        )
        OVERVIEW.add(Panel("coverage.overview", "coverage/panel.html", panels.overview, 70))
