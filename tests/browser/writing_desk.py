"""A desk to try the frame and the editor at: a URLconf of its own, with its texts in memory."""

from __future__ import annotations

import difflib
import threading
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import engines
from django.urls import include, path
from django.utils.html import escape
from django_tables2 import Column, RequestConfig, Table

from dasportal.danish.fields import DanishDateField, DanishNumberField
from dasportal.documents.csp import editor_page
from dasportal.documents.richtext import sanitise, to_text

ITEMS = {"a": "Godkendelse af dagsorden", "b": "Godkendelse af referat", "c": "Takstbilag 2027"}


@dataclass
class Desk:
    """What the pages show and what they have sent."""

    text: str = "<p>Punktet blev drøftet.</p>"
    revision: int = 1
    earlier: dict[int, str] = field(default_factory=dict)
    signed_in: bool = True
    others: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=lambda: list(ITEMS))
    saves: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def write(self, html: str) -> None:
        with self.changed:
            self.earlier[self.revision] = self.text
            self.text = sanitise(html)
            self.revision += 1
            self.changed.notify_all()

    def receives(self, html: str, seconds: float = 15) -> bool:
        """Whether the text becomes this, also when it arrives after the page has gone."""
        with self.changed:
            return self.changed.wait_for(lambda: self.text == html, timeout=seconds)


desk = Desk()


class Person:
    is_authenticated = True
    pk = 7
    name = "Anna Holm"


def _page(request: HttpRequest, content: str, head: str = "", **values: Any) -> HttpResponse:
    request.user = Person()  # type: ignore[assignment]
    source = (
        '{% extends "base.html" %}{% block title %}Prøve{% endblock %}'
        f"{{% block head %}}{head}{{% endblock %}}{{% block content %}}{content}{{% endblock %}}"
    )
    menu = [{"label": "Møder", "url": "/", "current": True}, {"label": "Arkiv", "url": "/arkiv/"}]
    template = engines["django"].from_string(source)
    return HttpResponse(template.render({"menu": menu, **values}, request))


EDITOR = """
<h1>Skriv</h1>
<form method="post" action="/uden-script/">{% csrf_token %}
{% include "components/editor.html" with id="beslutning" label="Beslutning" field="text" value=desk.text url="/gem/" revision=desk.revision presence_url="/til-stede/" %}
<button class="button button-primary" type="submit">Gem</button>
</form>
<button type="button" class="button-plain" data-insert="Taget til efterretning." data-insert-into="beslutning">Taget til efterretning</button>
<a class="button button-secondary" href="/naeste/" data-shortcut="Alt+ArrowDown">Næste punkt <kbd>Alt ↓</kbd></a>
"""


@editor_page
def write(request: HttpRequest) -> HttpResponse:
    if not desk.signed_in:
        return HttpResponseRedirect(f"/log-ind/?next={request.path}")
    head = '{% include "components/editor_assets.html" %}'
    return _page(request, EDITOR, head, desk=desk)


def save(request: HttpRequest) -> HttpResponse:
    if not desk.signed_in:
        return HttpResponseRedirect("/log-ind/")
    value, base = sanitise(request.POST["value"]), int(request.POST["base_revision"])
    desk.saves += 1
    if base != desk.revision:
        before, now = to_text(desk.text).split(), to_text(value).split()
        parts = difflib.SequenceMatcher(None, before, now).get_opcodes()
        marked = " ".join(
            f"<del>{escape(' '.join(before[a:b]))}</del> <ins>{escape(' '.join(now[c:d]))}</ins>"
            if kind != "equal"
            else escape(" ".join(before[a:b]))
            for kind, a, b, c, d in parts
        )
        answer = {"theirs": desk.text, "base": desk.earlier.get(base, ""), "mine": value}
        answer |= {"revision": desk.revision, "by": "Bo Lind", "diff_html": f"<p>{marked}</p>"}
        return JsonResponse(answer, status=409)
    desk.write(value)
    return JsonResponse({"revision": desk.revision, "saved_at": "13.42.07", "html": desk.text})


def present(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"others": desk.others})


def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        desk.signed_in = True
        return HttpResponseRedirect("/skriv/#beslutning")
    return _page(
        request,
        '<h1>Log ind</h1><form method="post">{% csrf_token %}<button>Log ind</button></form>',
    )


def sign_out(request: HttpRequest) -> HttpResponse:
    return _page(request, "<h1>Du er logget ud</h1>")


def without_script(request: HttpRequest) -> HttpResponse:
    desk.write(request.POST["text"])
    return HttpResponseRedirect("/skriv/")


def next_item(request: HttpRequest) -> HttpResponse:
    return _page(request, "<h1>Næste punkt</h1>")


ORDER = """
<h1>Rækkefølge</h1>
<ol class="sortable" data-sortable data-url="/orden/">
{% for id, title, first, last in items %}<li data-id="{{ id }}" tabindex="0"><span class="sortable__number">{{ forloop.counter }}</span>
<span class="sortable__title">{{ title }}</span>{% include "components/order_buttons.html" with url="/orden/" id=id title=title first=first last=last %}</li>{% endfor %}
</ol>
"""


def order(request: HttpRequest) -> HttpResponse:
    if "order" in request.POST:
        if request.POST["order"].startswith("c"):
            return JsonResponse({"message": "Takstbilaget kan ikke stå først."}, status=409)
        desk.order = request.POST["order"].split(",")
        return JsonResponse({"numbers": {id_: str(n) for n, id_ in enumerate(desk.order, 1)}})
    if "item" in request.POST:
        at = desk.order.index(request.POST["item"])
        to = at + (1 if request.POST["direction"] == "down" else -1)
        desk.order.insert(to, desk.order.pop(at))
        return HttpResponseRedirect("/orden/")
    items = [
        (id_, ITEMS[id_], n == 0, n == len(desk.order) - 1) for n, id_ in enumerate(desk.order)
    ]
    head = '{% load static %}<script type="module" src="{% static \'js/sorting.js\' %}"></script>'
    return _page(request, ORDER, head, items=items)


class TryForm(forms.Form):
    title = forms.CharField(label="Titel", max_length=20)
    date = DanishDateField(label="Dato", help_text="Den dag, mødet holdes.")
    money = DanishNumberField(label="Budget, kr.", required=False)
    shape = forms.ChoiceField(
        label="Format", choices=[("f", "Fysisk"), ("v", "Virtuelt")], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="Type", choices=[("f", "Almindelig"), ("s", "Standard")])
    parties = forms.MultipleChoiceField(
        label="Parter",
        choices=[("825", "Læsø"), ("851", "Aalborg")],
        widget=forms.CheckboxSelectMultiple,
    )
    closed = forms.BooleanField(
        label="Lukket punkt", required=False, help_text="Kun for medlemmer."
    )
    text = forms.CharField(label="Tekst", widget=forms.Textarea)
    paper = forms.FileField(label="Fil", required=False)


class TryTable(Table):
    caption = "Møder i 2025"
    row_header = "title"
    title = Column(verbose_name="Møde")
    date = Column(verbose_name="Dato")
    pages = Column(
        verbose_name="Sider", attrs={"td": {"class": "number"}}, footer=lambda table: "140"
    )


class TryFilter(forms.Form):
    q = forms.CharField(label="Søg", required=False)
    forum = forms.ChoiceField(label="Forum", choices=[("", "Alle"), ("das", "DAS")], required=False)


GALLERY = """
{% block nothing %}{% endblock %}
<header class="page-head"><p class="kicker">DAS Social · {% status "Åben" "neutral" %}</p><h1>Komponenter</h1>
<div class="actions"><a class="button button-primary" href="#a">Send dagsorden</a><a class="button button-secondary" href="#b">Forhåndsvis</a></div></header>
{% breadcrumbs "Møder" "/" "DAS Social" "/m/" "Ret" %}
{% include "components/tabs.html" with tabs=tabs label="Møder" %}
{% include "components/filter_bar.html" with form=filter_form %}
{{ table }}
<p>{% status "Godkendt" "good" %} {% status "Mangler dato" "attention" %} {% status "Lukket" "bad" %} {% status "Sendt" "info" %}</p>
{% include "components/progress.html" with label="Dagsorden som PDF" value=40 %}
<form method="post" novalidate>{% csrf_token %}{{ form }}<div class="actions"><button class="button button-primary">Gem</button></div></form>
{% include "components/empty.html" with heading="Der er ingen møder" text="Planlæg årets møder." action_label="Nyt møde" action_url="#n" %}
<h2>Sagen</h2><div class="richtext">{{ text|richtext }}</div>
<dl class="facts"><dt>Sted</dt><dd>Aalborg</dd></dl>
<ul class="rows"><li><div class="rows__main">5.1 De tre principper</div><div class="rows__side">3 sider</div></li></ul>
<ul class="checklist"><li class="is-bad">Punkt 5: ingen indstilling</li><li class="is-good">Bilag er klar</li></ul>
{% include "components/thumb_bar.html" with previous_url="#p" previous_label="Punkt 4" next_url="#n" next_label="Punkt 6" action_url="#q" action_label="Skriv spørgsmål" %}
"""
RICH = (
    "<h3>Baggrund</h3><p>Tekst med <a href='https://example.org'>kilde</a>.</p><ul><li>a<ul><li>b"
    "</li></ul></li></ul><table><caption>Pladser</caption><thead><tr><th scope='col'>Tilbud</th>"
    "</tr></thead><tbody><tr><td>Violen</td></tr></tbody></table><blockquote><p>Citat</p>"
    "</blockquote><hr>"
)


def gallery(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Dagsordenen er sendt til 24 modtagere.")
    rows = [
        {"title": "DAS Social", "date": "02.10.2025", "pages": 112},
        {"title": "Forretningsudvalget", "date": "12.09.2025", "pages": 28},
    ]
    table = TryTable(rows * 6)
    RequestConfig(request, paginate={"per_page": 2}).configure(table)
    tabs = [
        {"label": "Kommende", "url": "#", "current": True, "count": 3},
        {"label": "Afholdte", "url": "#"},
    ]
    return _page(
        request,
        GALLERY.replace("{% block nothing %}{% endblock %}", ""),
        form=TryForm(request.POST) if request.method == "POST" else TryForm(),
        filter_form=TryFilter(request.GET or None),
        table=table.as_html(request),
        tabs=tabs,
        text=sanitise(RICH),
    )


urlpatterns = [
    path("", gallery, name="gallery"),
    path("skriv/", write),
    path("gem/", save),
    path("til-stede/", present),
    path("log-ind/", sign_in, name="account_login"),
    path("log-ud/", sign_out, name="account_logout"),
    path("uden-script/", without_script),
    path("naeste/", next_item),
    path("orden/", order),
    path("soeg/", include(([path("", gallery, name="search")], "search"))),
]
