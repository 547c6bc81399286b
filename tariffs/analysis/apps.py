from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "tariffs.analysis"
    label = "analysis"
    verbose_name = "Analyse af takster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import Panel
        from meetings.slots import ITEM_READER_TOP
        from tariffs.slots import YEAR, YEARS

        from . import panels

        ITEM_READER_TOP.add(Panel("analysis.item", "analysis/panels/item.html", panels.item))
        YEAR.add(Panel("analysis.year", "analysis/panels/year.html", panels.office_year, 60))
        YEARS.add(Panel("analysis.years", "analysis/panels/years.html", panels.years, 40))
