"""An enquiry that holds closed text is stopped, wherever in it that stands."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow as enquiries
from dasportal.enquiries.models import Enquiry, EnquiryStatus
from dasportal.mail.models import OutgoingMail
from meetings.models import Meeting
from tests import factories
from tests.enquiries.conftest import add, build
from tests.meetings.preflight.conftest import pdf_with, stored
from tests.meetings.publication.conftest import SECRET_TITLE


@pytest.fixture
def enquiry(meeting, office) -> Enquiry:
    Meeting.objects.filter(pk=meeting.pk).update(date=timezone.localdate())
    for code in (factories.AALBORG, factories.LÆSØ, factories.REGION):
        factories.member(code=code)
    return build(office)


def in_title(enquiry, office):
    enquiries.change_enquiry(enquiry, title=f"Om {SECRET_TITLE.lower()}", by=office)


def in_intro(enquiry, office):
    enquiries.change_enquiry(enquiry, intro=f"<p>Se <b>{SECRET_TITLE}</b>.</p>", by=office)


def in_question(enquiry, office):
    add(enquiry, office, "Hvad betyder det?", "long_text", help=f"Det gælder {SECRET_TITLE}.")


def in_file_name(enquiry, office):
    enquiries.add_file(enquiry, file=stored(pdf_with(), f"{SECRET_TITLE}.pdf", office), by=office)


def in_file_properties(enquiry, office):
    file = stored(pdf_with(title=SECRET_TITLE), "Notat.pdf", office)
    enquiries.add_file(enquiry, file=file, by=office)


@pytest.mark.parametrize(
    ("seed", "where"),
    [
        (in_title, "titlen"),
        (in_intro, "indledningen"),
        (in_question, "et spørgsmål"),
        (in_file_name, "navnet på en vedlagt fil"),
        (in_file_properties, "egenskaber, bogmærker"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_closed_title_stops_it_and_nobody_is_asked(enquiry, office, seed, where):
    seed(enquiry, office)
    with pytest.raises(NotAllowed, match=f"Titlen på det lukkede punkt .* står i: .*{where}") as no:
        enquiries.send_enquiry(enquiry, by=office)
    assert SECRET_TITLE.lower() not in no.value.message.lower()
    enquiry.refresh_from_db()
    assert enquiry.status == EnquiryStatus.DRAFT
    assert not OutgoingMail.objects.filter(kind="enquiry").exists()


def test_closed_text_stops_it_too(enquiry, office):
    enquiries.change_enquiry(
        enquiry, by=office,
        intro="<p>Som sagt: Personalet får det at vide torsdag, og ingen må sige det før.</p>",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="Teksten i det lukkede punkt"):
        enquiries.send_enquiry(enquiry, by=office)


def test_one_without_closed_text_goes_out(enquiry, office):
    assert enquiries.send_enquiry(enquiry, by=office).status == EnquiryStatus.OPEN


def test_one_marked_for_a_closed_case_goes_and_its_mails_do_not_name_it(enquiry, office):
    in_title(enquiry, office)
    enquiries.change_enquiry(enquiry, is_confidential=True, by=office)
    enquiries.send_enquiry(enquiry, by=office)
    mails = OutgoingMail.objects.filter(kind="enquiry")
    assert mails.exists()
    for mail in mails:
        assert SECRET_TITLE.lower() not in f"{mail.subject} {mail.text}".lower()
