"""Findings in a word or two, for lists and filters. What they say at length is on the line."""

from __future__ import annotations

LABELS = {
    "tariff_missing": "Takst mangler",
    "legal_basis_missing": "Lovgrundlag mangler",
    "legal_basis_unknown": "Ukendt lovgrundlag",
    "legal_basis_not_in_force": "Lovgrundlag gælder ikke i år",
    "places_missing": "Pladser mangler",
    "budget_missing": "Budget mangler",
    "occupancy_missing": "Belægning mangler",
    "occupancy_unlikely": "Usædvanlig belægning",
    "formula_differs": "Passer ikke med budgettet",
    "health_part_not_allowed": "Sundhedslov ikke tilladt",
    "unit_missing": "Takstenhed mangler",
    "unit_against_legal_basis": "Takstenhed mod lovgrundlag",
    "service_misspelt": "Ydelse stavet anderledes",
    "exempt_from_ceiling": "Undtaget fra loftet",
    "above_ceiling": "Over takstloftet",
    "explanation_missing": "Uden forklaring",
    "change_unexplained": "Uden forklaring, afregnes ikke",
    "cause_missing": "Årsag mangler",
    "causes_do_not_add_up": "Årsager stemmer ikke",
    "to_be_discussed": "Drøftes i DAS",
    "no_last_year": "Ny linje",
    "no_approved_line": "Retter ingen linje",
    "tariff_out_of_proportion": "Takst ude af proportion",
    "level_against_average": "Niveau mod gennemsnit",
    "average_above_highest_level": "Gennemsnit over niveauerne",
    "average_below_lowest_level": "Gennemsnit under niveauerne",
    "level_out_of_order": "Niveau i forkert orden",
    "levels_without_average": "Niveauer uden gennemsnit",
    "name_drift": "Navn skrevet anderledes",
    "offer_new": "Nyt tilbud",
    "offer_renamed": "Tilbud har skiftet navn",
    "filled_down": "Navn fyldt ned",
    "text_against_figure": "Tekst mod tal",
    "same_text": "Samme forklaring flere steder",
    "places_without_a_line": "Pladser uden linje",
    "statement_missing": "Revisorpåtegning mangler",
    "pl_unknown": "PL ikke sat",
    "billing_unclear": "Uklart hvad der afregnes",
    "gone_since_last_year": "Linjer væk siden sidste år",
}
BAD = frozenset({"error", "explain"})


def label_of(code: str) -> str:
    """A finding's short name; of a rule that has none yet, its code in words."""
    return LABELS.get(code) or code.replace("_", " ").capitalize()
