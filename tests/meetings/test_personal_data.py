"""What looks like personal data, and what only looks a little like it."""

import pytest

from meetings.personal_data import in_html, in_text


def kinds(text: str) -> list[str]:
    return [sighting.kind for sighting in in_text(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Borgeren, 010190-1234, har ophold.",
        "010190-1234",
        "01 01 90 er en dato, men 010190 1234 er et nummer",
        "010190–1234",
    ],
)
def test_cpr_number_is_seen_however_it_is_written(text):
    assert "cpr" in kinds(text)


def test_ten_digits_in_one_go_are_a_cpr_number_only_by_its_check_digit():
    assert kinds("0101901231") == ["ten_digits"]
    checked = next(n for n in range(1000, 1100) if "cpr" in kinds(f"010190{n}"))
    assert kinds(f"010190{checked}") == ["cpr"]


@pytest.mark.parametrize(
    "text",
    [
        "Sagsnummer 2025-051554",
        "320190-1234 er ingen dato",
        "011390-1234 har ingen trettende måned",
        "Telefon 99 31 15 00",
        "1010199012345",
        "12-010190-1234-5",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert "cpr" not in kinds(text)


def test_cpr_number_is_not_repeated_in_the_finding():
    (found,) = in_text("Se 010190-1234.")
    assert "1234" not in found.message
    assert "010190-xxxx" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Sagen om Oliver blev drøftet.",
        "Pigen Alma er flyttet.",
        "borgeren ved navn Karl har klaget",
        "Moderen Ida-Marie har samtykket",
        "Oliver på 9 år har ophold i Kvisten",
    ],
)
def test_name_of_a_citizen_is_seen(text):
    assert kinds(text) == ["name"]


@pytest.mark.parametrize(
    "text",
    [
        "Borgere i Aalborg venter.",
        "Borgeren Der bor længst væk betaler ikke mere.",
        "Kommunen Aalborg har et tilbud, der er 14 år gammelt.",
        "Neurocenter Østerskoven modtager unge og voksne.",
    ],
)
def test_places_and_ordinary_words_are_no_names(text):
    assert "name" not in kinds(text)


def test_table_of_single_citizens_costs_is_seen():
    html = (
        "<table><thead><tr><th>Borger</th><th>Udgift</th></tr></thead>"
        "<tbody><tr><td>A</td><td>1.234.567 kr.</td></tr></tbody></table>"
    )
    assert [s.kind for s in in_html(html)] == ["citizen_table"]


def test_table_that_counts_few_persons_is_seen():
    html = (
        "<table><tr><th>Kommune</th><th>Antal borgere</th></tr>"
        "<tr><td>Læsø</td><td>2</td></tr><tr><td>Aalborg</td><td>41</td></tr></table>"
    )
    (found,) = in_html(html)
    assert found.kind == "small_count"
    assert "Læsø | 2" in found.message


def test_table_of_tariffs_is_left_alone():
    html = (
        "<table><tr><th>Tilbud</th><th>Pladser</th><th>Takst</th></tr>"
        "<tr><td>Violen</td><td>13</td><td>2.322 kr.</td></tr></table>"
    )
    assert in_html(html) == []


def test_cells_do_not_run_together_into_a_number():
    assert in_html("<table><tr><td>010190</td><td>1234</td></tr></table>") == []


def test_costs_of_one_citizen_are_seen():
    assert kinds("Det koster 1,2 mio. kr. pr. borger.") == ["per_citizen"]
