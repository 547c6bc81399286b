"""Meetings that stand already get their name in calendars; mails sent say which meeting they are about."""

import re

from django.db import migrations
from django.utils.formats import date_format

from meetings.models.invitations import new_uid

FORMATS = {
    "physical": "Fysisk",
    "virtual": "Virtuelt",
    "hybrid": "Hybrid",
    "conference": "Konference",
}
ABOUT_A_MEETING = re.compile(r"^(?:agenda|minutes|cancelled|sealed):(\d+):")


def give_calendars(apps, schema_editor):
    Meeting = apps.get_model("meetings", "Meeting")
    MeetingCalendar = apps.get_model("meetings", "MeetingCalendar")
    MeetingCalendar.objects.bulk_create(
        MeetingCalendar(meeting=meeting, uid=new_uid(), frame=frame_of(meeting))
        for meeting in Meeting.objects.filter(imported=False).select_related("forum")
    )


def frame_of(meeting):
    return {
        "title": meeting.title or f"Møde i {meeting.forum.short_name}",
        "date": meeting.date.isoformat(),
        "starts_at": meeting.starts_at.isoformat("minutes") if meeting.starts_at else "",
        "ends_at": meeting.ends_at.isoformat("minutes") if meeting.ends_at else "",
        "where": meeting.place or FORMATS[meeting.format],
        "video_link": meeting.video_link,
    }


def name_meetings_of_mails(apps, schema_editor):
    OutgoingMail = apps.get_model("mail", "OutgoingMail")
    meetings = apps.get_model("meetings", "Meeting").objects.select_related("forum").in_bulk()
    changed = []
    for mail in OutgoingMail.objects.filter(about="").iterator():
        found = ABOUT_A_MEETING.match(mail.key)
        meeting = meetings.get(int(found[1])) if found else None
        if meeting is not None:
            mail.about = f"meeting:{meeting.pk}"
            name = meeting.title or meeting.forum.short_name
            mail.about_name = f"{name}, {date_format(meeting.date, 'j. F Y')}"
            changed.append(mail)
    OutgoingMail.objects.bulk_update(changed, ["about", "about_name"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_calendars"), ("mail", "0002_telling")]

    operations = [
        migrations.RunPython(give_calendars, migrations.RunPython.noop),
        migrations.RunPython(name_meetings_of_mails, migrations.RunPython.noop),
    ]
