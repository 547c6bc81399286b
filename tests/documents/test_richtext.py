"""Rich text is stored in one canonical, harmless form, whatever was pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasportal.documents.richtext import ALLOWED, RichTextField, is_empty, sanitise, to_text

KEPT = [
    "<p>Punktet blev drøftet.</p>",
    "<h3>Baggrund</h3><h4>Økonomi</h4>",
    "<ul><li>et<ul><li>under et<ol><li>under under et</li></ol></li></ul></li><li>to</li></ul>",
    '<ol start="3"><li>tre</li></ol>',
    "<table><caption>Pladser</caption><thead><tr>"
    '<th scope="col">Tilbud</th><th scope="col">Pladser</th></tr></thead>'
    '<tbody><tr><th scope="row">Violen</th><td>13</td></tr>'
    '<tr><td colspan="2">i alt</td></tr></tbody></table>',
    "<blockquote><p>Citat</p></blockquote>",
    '<p><a href="https://example.org/a?b=1&amp;c=2">kilde</a> og '
    '<a href="mailto:post@example.org">post</a></p>',
    "<p><strong>fed</strong> <em>kursiv</em> <u>u</u> <s>s</s> H<sub>2</sub>O m<sup>2</sup></p>",
    "<p>linje<br>skift</p><hr><p>5 &lt; 7 &amp; 8 &gt; 2&nbsp;%</p>",
]

CHANGED = [
    ("", ""),
    (None, ""),
    ("<p>&nbsp;</p><p> </p>", ""),
    ("Alene ord", "<p>Alene ord</p>"),
    ("Første\nlinje\n\nAndet afsnit", "<p>Første<br>linje</p><p>Andet afsnit</p>"),
    ("5 < 7 & 8", "<p>5 &lt; 7 &amp; 8</p>"),
    ("løst <b>fed</b><p>afsnit</p>", "<p>løst <strong>fed</strong></p><p>afsnit</p>"),
    ("<div>et</div><div><p>to</p></div>", "<p>et</p><p>to</p>"),
    ("<h1>A</h1><h2>B</h2><h5>C</h5>", "<h3>A</h3><h3>B</h3><h4>C</h4>"),
    ('<p onclick="x()" style="color:red" class="y">ren</p>', "<p>ren</p>"),
    ("<p>før<script>alert(1)</script>efter</p>", "<p>førefter</p>"),
    ('<p><a href="javascript:alert(1)">klik</a></p>', "<p>klik</p>"),
    ('<p><a href="/hemmeligt">sti</a></p>', "<p>sti</p>"),
    ('<p><a href=" HTTPS://example.org">x</a></p>', '<p><a href="HTTPS://example.org">x</a></p>'),
    ('<ul><li data-list-item-id="e1">a</li></ul>', "<ul><li>a</li></ul>"),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    (
        '<figure class="table"><table><tbody><tr><td>1</td></tr></tbody></table>'
        "<figcaption>Tal</figcaption></figure>",
        "<table><caption>Tal</caption><tbody><tr><td>1</td></tr></tbody></table>",
    ),
    (
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><th>B</th></tr></tbody></table>",
        '<table><thead><tr><th scope="col">A</th></tr></thead>'
        '<tbody><tr><th scope="row">B</th></tr></tbody></table>',
    ),
    (
        '<table><tr><td rowspan="0" colspan="1">x</td></tr></table>',
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
    ),
    ("<p>et<b> </b>to</p>", "<p>et to</p>"),
    ("<p>a\x00b\x0cc</p>", "<p>abc</p>"),
    ('<p class="MsoNormal">Tekst<o:p></o:p></p>', "<p>Tekst</p>"),
    ("<p><img src=x onerror=alert(1)>ord</p>", "<p>ord</p>"),
    ("<svg><style><img src=x onerror=alert(1)></style></svg><p>ord</p>", "<p>ord</p>"),
]


@pytest.mark.parametrize("html", KEPT)
def test_allowed_markup_is_kept_as_it_is(html):
    assert sanitise(html) == html


@pytest.mark.parametrize(("given", "stored"), CHANGED)
def test_other_markup_becomes_ours(given, stored):
    assert sanitise(given) == stored


TAGS = [*ALLOWED, "b", "div", "figure", "figcaption", "script", "svg", "math", "o:p", "style"]
PIECES = st.sampled_from(
    [f"<{tag}>" for tag in TAGS]
    + [f"</{tag}>" for tag in TAGS]
    + ["ord", " ", "&nbsp;", "&lt;", "<", "&amp;amp;", '<a href="http://x">', "<!--", "-->", "\n"]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_stored_text_equals_its_own_sanitised_form(html):
    once = sanitise(html)
    assert sanitise(once) == once


@given(st.text(max_size=60))
def test_any_text_settles_at_once(text):
    assert sanitise(sanitise(text)) == sanitise(text)


def test_plain_text_has_a_line_per_block():
    html = (
        "<h3>Overskrift</h3><p>Et <strong>to</strong><br>tre</p>"
        "<ul><li>a<ul><li>b</li></ul></li></ul>"
        "<table><tbody><tr><td>1</td><td><p>2</p></td></tr></tbody></table>"
    )
    assert to_text(html) == "Overskrift\nEt to\ntre\na\nb\n1\t2"


def test_blank_markup_is_empty():
    assert is_empty("<p>&nbsp;</p><ul><li></li></ul>")
    assert not is_empty("<p>ord</p>")


def test_field_sanitises_on_save_and_on_update():
    field = RichTextField()
    field.set_attributes_from_name("text")

    class Row:
        text = "<p onclick=x>a</p>"

    row = Row()
    assert field.pre_save(row, add=True) == row.text == "<p>a</p>"
    assert field.get_db_prep_save("<b>a</b>", connection=None) == "<p><strong>a</strong></p>"


def test_field_offers_the_editor_in_forms():
    assert RichTextField().formfield().widget.attrs["data-editor"] == ""
