"""What makes two lines the same."""

import pytest

from tariffs.naming import basis_key, kind_of_service, level_number, service_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bboniveau 7", "Boniveau 7"),
        ("BONIVEAU  7", "boniveau 7"),
        ("Boniveau7", "Boniveau 7"),
        ("Hviddalen (tidl. Hadsundvej 40D)", "Hviddalen"),
        ("Vikingevej, stuen", "vikingevej stuen"),
    ],
)
def test_same_service(one, other):
    assert service_key(one) == service_key(other)


def test_other_services():
    assert len({service_key(f"Boniveau {n}") for n in range(1, 10)}) == 9
    assert service_key("Sonjavej A-C Huse") != service_key("Sonjavej D Huset")


@pytest.mark.parametrize(
    ("service", "kind"),
    [
        ("Boniveau 4", "level"), ("Bboniveau 7", "level"), ("Niveau 2", "level"),
        ("Autismeområdet", "average"), ("Grundtakst", "basic"),
        ("Aktivitetstakst 3", "activity"), ("Behandlingsforløb", "course"),
        ("Tillæg til bygning", "surcharge"),
    ],
)  # fmt: skip
def test_kind_of_service(service, kind):
    assert kind_of_service(service) == kind


def test_level_number_and_basis():
    assert level_number("Bboniveau 7") == 7
    assert level_number("Botilbud") is None
    assert basis_key("abl §105") == "ABL § 105"
