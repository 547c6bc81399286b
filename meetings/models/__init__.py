"""The meeting and all that hangs on it. One file per noun, in the order they depend."""

from .answers import AnswerKind, FindingAnswer
from .archive import ArchiveUpload, ImportedDocument, ImportedMeeting
from .attachments import Attachment, AttachmentVersion, Contribution
from .decisions import Decision, FollowUp, FollowUpStatus, Outcome, Position, Stance
from .feeds import CalendarFeed
from .invitations import Call, MeetingCalendar, MeetingInvitation, new_uid
from .items import (
    RICH_TEXT_FIELDS,
    AgendaItem,
    Concerns,
    Editing,
    ItemGuest,
    ItemKind,
    Recommendation,
    Section,
    Statement,
    TextRevision,
    Verb,
)
from .meetings import (
    AGENDA_CAN_CHANGE,
    Attendance,
    AttendanceStatus,
    Format,
    Meeting,
    MeetingQuerySet,
    MeetingStatus,
    StandingItem,
)
from .versions import (
    AgendaVersion,
    Audience,
    DocumentKind,
    EditorNote,
    MeetingDocument,
    MinutesKind,
    MinutesVersion,
)

__all__ = [
    "AGENDA_CAN_CHANGE",
    "RICH_TEXT_FIELDS",
    "AgendaItem",
    "AgendaVersion",
    "AnswerKind",
    "ArchiveUpload",
    "Attachment",
    "AttachmentVersion",
    "Attendance",
    "AttendanceStatus",
    "Audience",
    "CalendarFeed",
    "Call",
    "Concerns",
    "Contribution",
    "Decision",
    "DocumentKind",
    "Editing",
    "EditorNote",
    "FindingAnswer",
    "FollowUp",
    "FollowUpStatus",
    "Format",
    "ImportedDocument",
    "ImportedMeeting",
    "ItemGuest",
    "ItemKind",
    "Meeting",
    "MeetingCalendar",
    "MeetingDocument",
    "MeetingInvitation",
    "MeetingQuerySet",
    "MeetingStatus",
    "MinutesKind",
    "MinutesVersion",
    "Outcome",
    "Position",
    "Recommendation",
    "Section",
    "Stance",
    "StandingItem",
    "Statement",
    "TextRevision",
    "Verb",
    "new_uid",
]
