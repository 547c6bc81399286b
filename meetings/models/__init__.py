"""The meeting and all that hangs on it. One file per noun, in the order they depend."""

from .archive import ImportedDocument, ImportedMeeting
from .attachments import Attachment, AttachmentVersion, Contribution
from .decisions import Decision, FollowUp, FollowUpStatus, Outcome, Position, Stance
from .items import (
    AgendaItem,
    Concerns,
    ItemGuest,
    ItemKind,
    Recommendation,
    Section,
    Statement,
    TextRevision,
    Verb,
)
from .meetings import (
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
    "AgendaItem",
    "AgendaVersion",
    "Attachment",
    "AttachmentVersion",
    "Attendance",
    "AttendanceStatus",
    "Audience",
    "Concerns",
    "Contribution",
    "Decision",
    "DocumentKind",
    "EditorNote",
    "FollowUp",
    "FollowUpStatus",
    "Format",
    "ImportedDocument",
    "ImportedMeeting",
    "ItemGuest",
    "ItemKind",
    "Meeting",
    "MeetingDocument",
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
]
