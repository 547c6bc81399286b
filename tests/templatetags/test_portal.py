"""The shared components say what is wrong, where, and where one is."""

from django import forms
from django.template import engines

from dasportal.danish.fields import DanishModelForm
from dasportal.templatetags.portal import error_links


class Guest(forms.Form):
    name = forms.CharField(label="Navn")
    kind = forms.ChoiceField(label="Art", choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("Gæsten findes allerede.")


Guests = forms.formset_factory(Guest, extra=2, max_num=1, validate_max=True)


def test_every_error_links_to_its_field():
    links = error_links(Guest({}))
    assert [(link.href, link.label) for link in links] == [
        ("", ""),
        ("#id_name", "Navn"),
        ("#id_kind_0", "Art"),
    ]
    assert links[0].message == "Gæsten findes allerede."


def test_the_errors_of_a_formset_name_each_row():
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    links = error_links(Guests(data))
    assert [link.href for link in links if link.label == "Navn"] == [
        "#id_form-0-name",
        "#id_form-1-name",
    ]


def test_an_unbound_or_valid_form_has_no_errors():
    assert error_links(Guest(), None, []) == []


def test_a_field_says_its_hint_and_error_to_a_screen_reader():
    class One(forms.Form):
        day = forms.CharField(label="Dag", help_text="Fx i dag")

    html = One({}).as_div()
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'href="#id_day"' in html


def test_a_long_text_is_refused_rather_than_cut_in_silence():
    class One(forms.Form):
        title = forms.CharField(max_length=3)

    assert "maxlength" not in One().as_div()
    assert not One({"title": "fire"}).is_valid()


def test_breadcrumbs_lead_back_and_end_here():
    html = engines["django"].from_string('{% breadcrumbs "Møder" "/m/" "Ret" %}').render()
    assert '<a href="/m/">Møder</a>' in html
    assert '<li aria-current="page">Ret</li>' in html


def test_model_forms_read_numbers_and_dates_the_danish_way():
    from meetings.models import Meeting

    class MeetingForm(DanishModelForm):
        class Meta(DanishModelForm.Meta):
            model = Meeting
            fields = ["date"]

    form = MeetingForm({"date": "2. oktober 2025"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["date"].isoformat() == "2025-10-02"
