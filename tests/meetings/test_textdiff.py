from meetings.textdiff import word_diff


def test_same_text_has_no_marks():
    assert word_diff("<p>Godkendt.</p>", "<p>Godkendt.</p>") == "Godkendt."


def test_changed_word_is_marked_on_both_sides():
    assert (
        word_diff("<p>Frist i maj</p>", "<p>Frist i juni</p>")
        == "Frist i <del>maj</del><ins>juni</ins>"
    )


def test_text_is_escaped():
    assert "<b>" not in word_diff("<p>a</p>", "<p>a &lt;b&gt;</p>")
