"""An offer's way in and out on its timeline, on its sheet and beside it on the overview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse

from dasportal.accounts.models import Person
from dasportal.register.models import Offer
from offers.models import Course, Membership
from offers.sheet import Fact, Form, Part, Text
from offers.slots import Brief, Happening

from .criteria import CODES, CRITERIA
from .models import Assessment, AssessmentStatus

WORDS: dict[bool | None, str] = {True: "Opfyldt", False: "Ikke opfyldt", None: "–"}


def happenings_of(offer: Offer, person: Person) -> Iterator[Happening]:
    """Every step taken of every course, entry and exit; each decision with its item."""
    courses = Course.objects.visible_to(person).filter(offer=offer).exclude(path="terms")
    for course in courses.prefetch_related("steps__cases__item__meeting__forum"):
        url = reverse("selection:course", args=[course.pk])
        yield Happening(
            course.started_on, f"{course.get_path_display()} begyndt", url=url,
            label=course.get_status_display(), tone="info" if course.is_running else "neutral",
        )  # fmt: skip
        for step in course.steps.all():
            if step.done_on is None or step.skipped:
                continue
            case = next((case for case in step.cases.all() if case.status == "decided"), None)
            yield Happening(
                step.done_on, f"{course.get_path_display()}: {step.name}",
                text=case.decided if case else "", url=url, item=case.item if case else None,
                label="Besluttet" if case else "", tone="good",
            )  # fmt: skip
    for member in Membership.objects.visible_to(person).filter(offer=offer):
        words = "Optaget som nyt tilbud" if member.as_new else "Med i det forstærkede samarbejde"
        yield Happening(member.entered_on, words, text=member.note, label="Med", tone="good")
        if member.left_on is not None:
            yield Happening(member.left_on, "Ude af det forstærkede samarbejde", label="Ude")


def briefs_of(offers: Sequence[Offer], person: Person) -> Mapping[int, Iterable[Brief]]:
    rows = Course.objects.visible_to(person).running().filter(offer__in=offers)
    found: dict[int, list[Brief]] = {}
    words = {"exit": ("Udtræden varslet", "attention"), "review": ("Vurderes", "info")}
    for course in rows.filter(path__in=words):
        label, tone = words[course.path]
        url = reverse("selection:course", args=[course.pk])
        found.setdefault(course.offer_id, []).append(Brief(label, tone, url))
    return found


def parts(offers: Sequence[Offer], year: int) -> Mapping[int, Part]:
    """Why the offer is in: its newest assessment that DAS has decided on by the end of the year."""
    rows = Assessment.objects.filter(
        course__offer__in=offers,
        status=AssessmentStatus.DECIDED,
        course__started_on__year__lte=year,
    )
    newest: dict[int, Assessment] = {}
    for row in rows.select_related("course").prefetch_related("criteria").order_by("pk"):
        newest[row.course.offer_id] = row
    return {key: _part(row) for key, row in newest.items()}


def _part(assessment: Assessment) -> Part:
    met = {row.code: row for row in assessment.criteria.all()}
    facts = tuple(
        Fact(f"{code} {CRITERIA[code]}", WORDS[met[code].met], Form.TEXT)
        for code in CODES
        if code in met
    )  # fmt: skip
    texts = (
        (Text("Undtagelse", assessment.exception_reason),) if assessment.exception_reason else ()
    )
    return Part("Hvorfor tilbuddet er med", facts=facts, texts=texts)
