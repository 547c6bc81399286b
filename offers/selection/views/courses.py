"""Offers on their way in or out: nominated, step by step, stopped; and the paths themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Party
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.register.models import Offer
from offers import workflow as offers
from offers.models import Course, CourseStep, PathKind, PathStep, StepKind
from offers.permissions import can_run_cooperation
from offers.queries import readable_items
from offers.views.cases import place_on_agenda
from offers.workflow import COURSE

from .. import workflow
from ..cases import KIND_OF
from ..enquiring import waiting_answers
from ..forms import (
    HearingForm,
    NominateForm,
    NoticeForm,
    OnwardForm,
    PathForm,
    ReasonForm,
    StepForm,
)
from ..models import spoken_for
from ..permissions import can_give_notice, can_nominate_some, can_see_courses
from ..queries import may_be_nominated
from ..workflow import ASSESSMENT
from .fetching import visible_assessment, visible_course, visible_step


@requires(can_see_courses)
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """Those that run, and those that have ended."""
    person = person_of(request)
    rows = Course.objects.visible_to(person).exclude(path="terms").select_related("offer__operator")
    context = {
        "running": rows.running().prefetch_related("steps"),
        "ended": rows.exclude(status="running").order_by("-ended_on")[:30],
        "nominates": can_nominate_some(person), "runs": can_run_cooperation(person),
        "received": waiting_answers() if can_run_cooperation(person) else 0,
    }  # fmt: skip
    return render(request, "selection/courses.html", context)


@requires(can_nominate_some)
def nominate(request: HttpRequest) -> HttpResponse:
    """An offer for det forstærkede samarbejde."""
    person = person_of(request)
    parties = Party.objects.exclude(kind="other").order_by("name")
    if not person.is_of_secretariat():
        parties = parties.filter(pk__in=spoken_for(person))
    form = NominateForm(
        request.POST or None, parties=parties, offers=may_be_nominated(person),
        initial={"party": parties[0].pk if len(parties) == 1 else None},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.nominate(by=person, **form.cleaned_data)
            messages.success(request, f"{made.course.offer} er indstillet.")
            return redirect("selection:course", made.course_id)
    context = {
        "heading": "Indstil et tilbud", "form": form, "submit_label": "Indstil",
        "cancel_url": reverse("selection:courses"),
        "intro": "Et tilbud kommer med, når kriterierne A, B og C er opfyldt, og DAS har besluttet det.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_cooperation)
@require_POST
def reassess(request: HttpRequest) -> HttpResponse:
    """The yearly assessment of all that are in."""
    with refusals_as_messages(request):
        made = workflow.reassess_all(by=person_of(request))
        messages.success(
            request, f"Vurderingen af {len(made)} tilbud er begyndt, hver med sidste vurdering sat ind."
            if made else "Alle tilbud er ved at blive vurderet.",
        )  # fmt: skip
    return redirect("selection:courses")


@requires(can_see_courses)
@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """One offer's way: what is next, what has happened, and the assessment for those who may read."""
    found, person = visible_course(request, pk), person_of(request)
    steps = list(found.steps.select_related("done_by", "forum", "enquiry")
                 .prefetch_related("cases__item__meeting__forum"))  # fmt: skip
    items = [case.item for step in steps for case in step.cases.all() if case.item is not None]
    assessment = visible_assessment(request, found)
    runs = can_run_cooperation(person)
    nomination = getattr(found, "nomination", None)
    context = {
        "course": found, "steps": steps,
        "next": next((step for step in steps if step.done_on is None), None),
        "readable": readable_items(items, person),
        "assessment": assessment,
        "verdict": assessment.verdict if assessment else None,
        "nomination": nomination if assessment else None,
        "notice": getattr(found, "notice", None),
        "may": {step.name for step in ASSESSMENT.available(assessment, person)} if assessment else set(),
        "course_steps": {step.name for step in COURSE.available(found, person)},
        "runs": runs,
    }  # fmt: skip
    return render(request, "selection/course.html", context)


@requires(can_run_cooperation)
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """A step that a meeting decides, on an agenda of its forum."""
    step = visible_step(request, pk)
    if step.kind != StepKind.DECISION or step.forum is None:
        raise Http404
    course = step.course
    back = reverse("selection:course", args=[course.pk])
    return place_on_agenda(
        request, KIND_OF[course.path], course.pk, back=back, offer=course.offer, step=step,
        forums=(step.forum.slug,),
    )  # fmt: skip


@requires(can_run_cooperation)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a step is taken: a hearing is sent, something goes onward, or it has happened."""
    step = visible_step(request, pk)
    back = redirect("selection:course", step.course_id)
    if step.kind == StepKind.HEARING and step.enquiry_id is None:
        return _hearing(request, step)
    onward = step.kind == StepKind.ONWARD
    form: OnwardForm | StepForm = (
        OnwardForm(request.POST or None)
        if onward
        else StepForm(request.POST or None, initial={"on": timezone.localdate(), "note": step.note})
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if onward:
                workflow.send_on(step, by=person_of(request), **form.cleaned_data)
            else:
                offers.take_step(step, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"»{step}« er noteret.")
            return back
    context = {"heading": f"{step}: {step.course.offer}", "form": form, "submit_label": "Notér",
               "cancel_url": back["Location"]}  # fmt: skip
    return render(request, "components/form_page.html", context)


def _hearing(request: HttpRequest, step: CourseStep) -> HttpResponse:
    form = HearingForm(request.POST or None)
    back = reverse("selection:course", args=[step.course_id])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.send_hearing(step, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Høringen er sendt. Notér trinnet, når svarene er kommet.")
            return redirect(back)
    context = {"heading": f"Send høring: {step.course.offer}", "form": form,
               "submit_label": "Send høringen", "cancel_url": back}  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_cooperation)
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    step = visible_step(request, pk)
    form = ReasonForm(request.POST or None)
    back = reverse("selection:course", args=[step.course_id])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            offers.skip_step(step, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"»{step}« springes over.")
            return redirect(back)
    context = {"heading": f"Spring over: {step}", "form": form, "submit_label": "Spring over",
               "cancel_url": back}  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_cooperation)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_course(request, pk)
    form = ReasonForm(request.POST or None)
    back = reverse("selection:course", args=[pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            offers.stop_course(found, outcome=form.cleaned_data["note"], by=person_of(request))
            messages.success(request, "Forløbet er stoppet.")
            return redirect(back)
    context = {"heading": f"Stop: {found}", "form": form, "submit_label": "Stop forløbet",
               "cancel_url": back, "intro": COURSE.get("stop").confirm}  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_courses)
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The operator's notice of an offer's exit."""
    offer = get_object_or_404(
        Offer.objects.visible_to(person_of(request)).select_related("operator"), pk=pk
    )
    if not can_give_notice(person_of(request), offer):
        raise Http404
    form = NoticeForm(request.POST or None)
    back = reverse("register:offer", args=[pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.give_notice(offer, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Varslet er givet. Sekretariatet hører parterne.")
            return redirect("selection:course", made.course_id)
    context = {
        "heading": f"Varsel om udtræden: {offer}", "form": form, "submit_label": "Giv varsel",
        "cancel_url": back,
        "intro": "Udtræden af det forstærkede samarbejde har sin egen høring og sit eget punkt i DAS. "
        "Udtræden af styringsaftalen er noget andet: den meldes under takster og følger takstbilaget.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


# --- The paths ------------------------------------------------------------------------------------


@requires(can_run_cooperation)
def path(request: HttpRequest, kind: str) -> HttpResponse:
    """The steps of a path, for the courses that begin from now on."""
    if kind not in PathKind.values:
        raise Http404
    form = PathForm(request.POST or None, steps=PathStep.objects.filter(path=kind))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            steps = form.steps(request.POST.get("move", ""))
            offers.change_path(kind, steps=steps, by=person_of(request))
            messages.success(request, "Forløbet er gemt. Det gælder for dem, der begynder nu.")
            return redirect("selection:path", kind)
    tabs = [
        {"label": label, "url": reverse("selection:path", args=[value]), "current": value == kind}
        for value, label in PathKind.choices
    ]
    context = {"kind": PathKind(kind), "form": form, "tabs": tabs}
    return render(request, "selection/path.html", context)
