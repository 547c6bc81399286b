"""Which offer a name means: the drift of real files, and what must never be taken for the same."""

import pytest

from dasportal.register.matching import (
    How,
    Known,
    filled_down,
    likeness,
    match,
    name_key,
    split_former,
)

KNOWN = [
    Known(1, "Viften Vodskov"),
    Known(2, "Botilbud Hobbitten"),
    Known(3, "Botilbud Vester Hassing"),
    Known(4, "Botilbud Gennem Bakkerne 23 A", ["Kastanjebo"]),
    Known(5, "Botilbud Studievej 7", ["Viften Nørresundby"]),
    Known(6, "Astrupparken"),
]


@pytest.mark.parametrize(
    ("name", "how", "pk"),
    [
        ("Viften Vodskov", How.EXACT, 1),
        ("  viften   VODSKOV. ", How.EXACT, 1),
        ("Kastanjebo", How.OTHER_NAME, 4),
        ("Bostedet Bakken (tidl. Kastanjebo)", How.FORMER_NAME, 4),
        ("Botilbud Gennem Bakkerne 23 A (tidl. Kastanjebo)", How.EXACT, 4),
        ("Botilbud Viften Vodskov", How.SUGGESTED, 1),
        ("Hobitten", How.SUGGESTED, 2),
        ("Vesterhassing", How.SUGGESTED, 3),
        ("Botilbud Gennem Bakkerne 23 B", How.UNKNOWN, None),
        ("Botilbud Studievej 15", How.UNKNOWN, None),
        ("Attruphøj", How.UNKNOWN, None),
    ],
)
def test_names_of_real_files(name, how, pk):
    found = match(name, KNOWN)
    assert (found.how, found.pk) == (how, pk)


def test_a_suggestion_has_a_score_and_says_why():
    found = match("Hobitten", KNOWN)
    assert 0.75 <= found.score < 1
    assert "Hobbitten" in found.reason
    assert not found.is_certain


def test_two_offers_of_one_former_name_are_never_chosen_between():
    twice = [Known(1, "Skoven", ["Kastanjebo"]), Known(2, "Engen", ["Kastanjebo"])]
    assert match("Kastanjebo", twice).how == How.SUGGESTED
    assert match("Nyt (tidl. Kastanjebo)", twice).how == How.SUGGESTED


def test_house_numbers_part_names():
    assert likeness("Gennem Bakkerne 23 A", "Gennem Bakkerne 23 B") == 0
    assert likeness("Studievej 7", "Studievej 15") == 0
    assert 0.7 < likeness("Studievej 7", "Studievej") < 1


def test_likeness_is_the_same_with_a_bar_that_it_reaches():
    for one in KNOWN:
        for other in KNOWN:
            full = likeness(one.name, other.name)
            barred = likeness(one.name, other.name, at_least=0.75)
            assert barred in (0, full) if full < 0.75 else barred == full


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Botilbud Bakken (tidl. Syrenbakken)", ("Botilbud Bakken", "Syrenbakken")),
        ("Bakken (tidligere Syrenbakken)", ("Bakken", "Syrenbakken")),
        (
            "Hviddalen (tidl. Hadsundvej 40D - dagtilbud)",
            ("Hviddalen", "Hadsundvej 40D - dagtilbud"),
        ),
        ("Bakken (bo og dag)", ("Bakken (bo og dag)", "")),
    ],
)
def test_former_names_are_split_off(name, parts):
    assert split_former(name) == parts


def test_keys_ignore_case_signs_and_composed_letters():
    assert name_key("Botilbud Vikingevej, Stuen") == "botilbud vikingevej stuen"
    assert name_key("A\u030astrup") == name_key("Åstrup")


def test_excels_counting_on_is_found():
    names = ["Studievej 15", "Studievej 16", "Studievej 17", "Studievej 18", "Løvdal", "Løvdal"]
    assert filled_down(names) == [1, 2, 3]
    assert filled_down(["Hus 1", "Hus 2"]) == []  # two houses, not a run
    assert filled_down(["Sonjavej 22", "Sonjavej 22", "Sonjavej 23"]) == []
