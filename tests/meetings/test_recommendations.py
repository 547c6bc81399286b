import pytest

from meetings.models import Verb
from meetings.recommendations import verb_of


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("godkender dagsordenen", Verb.APPROVES),
        ("Godkender dagsordenen", Verb.APPROVES),
        ("DAS godkender dagsordenen", Verb.APPROVES),
        ("DAS Social godkender årshjulet", Verb.APPROVES),
        ("drøfter status", Verb.DISCUSSES),
        ("tager orienteringen til efterretning", Verb.TAKES_NOTE),
        ("tager rapporten om tilbud til efterretning.", Verb.TAKES_NOTE),
        ("beslutter, hvem der udpeges", Verb.DECIDES),
        ("anbefaler over for KKR, at budgettet godkendes", Verb.RECOMMENDS_ONWARD),
        ("tager stilling til forslagene", Verb.TAKES_POSITION),
        ("videresender sagen", Verb.OTHER),
        ("", Verb.OTHER),
    ],
)
def test_verb_is_read_off_the_sentence(text, verb):
    assert verb_of(text) == verb
