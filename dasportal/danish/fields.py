"""Form fields that read and show numbers, dates and times the Danish way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from .dates import format_date, format_time, parse_date, parse_time
from .numbers import format_number, parse_number
from .reading import Unreadable


class _ReadField(forms.Field):
    """A text field whose value is read by a strict reader and shown by its counterpart."""

    widget = forms.TextInput
    attrs: dict[str, str] = {}

    def read(self, value: Any) -> Any:
        raise NotImplementedError

    def show(self, value: Any) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        try:
            return self.read(value)
        except Unreadable as error:
            raise ValidationError(error.message, code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        # What was typed is shown again as typed; what is stored is shown in Danish.
        return value if value is None or isinstance(value, str) else self.show(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"autocomplete": "off", **self.attrs}

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DanishNumberField(_ReadField):
    """A decimal number. ``unit`` ("kr." or "%") may be typed after it."""

    attrs = {"inputmode": "decimal", "class": "number"}

    def __init__(
        self,
        *,
        decimals: int | None = 2,
        unit: str = "",
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        **kwargs: Any,
    ) -> None:
        self.decimals, self.unit = decimals, unit
        super().__init__(**kwargs)
        if min_value is not None:
            least = f"Skriv mindst {format_number(min_value)}."
            self.validators.append(MinValueValidator(min_value, least))
        if max_value is not None:
            most = f"Skriv højst {format_number(max_value)}."
            self.validators.append(MaxValueValidator(max_value, most))

    def read(self, value: Any) -> Decimal | int | None:
        return parse_number(value, decimals=self.decimals, unit=self.unit)

    def show(self, value: Any) -> str:
        return format_number(value)


class DanishIntegerField(DanishNumberField):
    """A whole number, such as places or whole kroner."""

    attrs = {"inputmode": "numeric", "class": "number"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimals=0, **kwargs)

    def read(self, value: Any) -> int | None:
        number = super().read(value)
        return None if number is None else int(number)


class DanishDateField(_ReadField):
    """A date: ``2. oktober 2025``, ``2.10.2025``, ``2/10-2025`` or ``2025-10-02``."""

    attrs = {"class": "date", "placeholder": "fx 2.10.2025"}

    def read(self, value: Any) -> dt.date | None:
        return parse_date(value)

    def show(self, value: Any) -> str:
        return format_date(value)


class DanishTimeField(_ReadField):
    """A time of day: ``13.30``."""

    attrs = {"inputmode": "decimal", "class": "time", "placeholder": "fx 13.30"}

    def read(self, value: Any) -> dt.time | None:
        return parse_time(value)

    def show(self, value: Any) -> str:
        return format_time(value)


def danish_formfield(field: Any, **kwargs: Any) -> forms.Field | None:
    """The form field of a model field; numbers, dates and times are read the Danish way."""
    form_class = next((ours for theirs, ours in _FIELDS if isinstance(field, theirs)), None)
    if form_class is None or field.choices or isinstance(field, _LEFT_ALONE):
        if isinstance(field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return field.formfield(**kwargs)
    if isinstance(field, models.DecimalField):
        kwargs["decimals"] = field.decimal_places
    elif "Positive" in type(field).__name__:
        kwargs["min_value"] = 0
    if field.has_default():
        kwargs["initial"] = field.get_default
    label = str(field.verbose_name)
    common = {"required": not field.blank, "help_text": field.help_text}
    return form_class(**{"label": label[:1].upper() + label[1:], **common, **kwargs})


_LEFT_ALONE = (models.AutoField, models.DateTimeField)
_FIELDS: tuple[tuple[type, type[forms.Field]], ...] = (
    (models.DecimalField, DanishNumberField),
    (models.IntegerField, DanishIntegerField),
    (models.DateField, DanishDateField),
    (models.TimeField, DanishTimeField),
)


class DanishModelForm(forms.ModelForm):
    """The base of the portal's model forms. Write ``class Meta(DanishModelForm.Meta):``."""

    class Meta:
        formfield_callback = danish_formfield
