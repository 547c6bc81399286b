from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "meetings.reader"
    label = "reader"
    verbose_name = "Læsning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import HOME, WAITING, Panel, Waiting
        from meetings import slots

        from . import attention, bilag, marking, news, panels

        HOME.add(Panel("reader.news", "reader/home.html", news.home, 25))
        HOME.add(Panel("reader.attention", "reader/office_home.html", attention.home, 25))
        WAITING.add(Waiting("reader", news.tasks, position=12))
        slots.READING.add(slots.Reading("reader", marking.marks, marking.note_opened))
        slots.BILAG.add(slots.BilagPart("reader", bilag.parts, position=10, kept=True))
        slots.READER_TOOLS.add(Panel("reader.tools", "reader/tools.html", panels.tools, 10))
        slots.READER_FOOT.add(Panel("reader.about", "reader/about_reading.html", panels.about, 90))
        slots.MINUTES.add(Panel("reader.minutes", "reader/minutes.html", panels.minutes, 10))
        slots.MEETING_OFFICE.add(
            Panel("reader.attention", "reader/attention.html", attention.panel, 10)
        )
        slots.BILAG_PLACE.add(slots.BilagPlace("reader", bilag.page_in, bilag.note_page))
