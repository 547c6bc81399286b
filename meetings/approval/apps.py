from datetime import time, timedelta

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    name = "meetings.approval"
    label = "approval"
    verbose_name = "Godkendelse af referat"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import WAITING, Panel, Waiting
        from dasportal.documents.record import CLEANERS, Cleaner
        from dasportal.worker.schedule import SCHEDULE, Duty
        from meetings import slots
        from meetings.following import FOLLOWERS, Follower

        from . import following, panels, schedule, waiting, workflow
        from .workflow.redaction import clean_comments

        CLEANERS.add(Cleaner("approval", clean_comments))
        FOLLOWERS.add(
            Follower(
                "approval",
                asks=following.asks,
                minutes_sent=following.minutes_sent,
                approved=workflow.close_by_meeting,
                approvals=following.approvals,
            )
        )
        slots.MINUTES.add(
            Panel("approval.minutes", "approval/panels/minutes.html", panels.minutes, 10)
        )
        slots.MEETING_READER.add(
            Panel("approval.meeting", "approval/panels/meeting.html", panels.meeting, 40)
        )
        slots.MEETING_OFFICE.add(
            Panel("approval.meeting", "approval/panels/meeting_office.html", panels.meeting, 40)
        )
        for slot in (slots.ITEM_READER, slots.ITEM_OFFICE):
            slot.add(Panel("approval.item", "approval/panels/item.html", panels.item, 40))
        slots.ANSWERS.add(slots.Answers("approval", waiting.asked, position=40))
        WAITING.add(Waiting("approval", waiting.tasks_of, position=30))
        SCHEDULE.add(
            Duty(
                "approval.close",
                "Afslut godkendelsesrunder",
                schedule.close_due,
                every=timedelta(minutes=1),
            )
        )
        SCHEDULE.add(
            Duty("approval.remind", "Mind om godkendelse af referat", schedule.remind, at=time(7))
        )
