from meetings.numbering import moved, next_free, next_free_sub, running, sort_key, sub_numbers


def test_numbers_run_from_one():
    assert running(3) == ["1", "2", "3"]
    assert sub_numbers("13", 2) == ["13.1", "13.2"]


def test_next_free_follows_the_highest_and_never_fills_a_hole():
    assert next_free(["1", "2", "5"]) == "6"
    assert next_free([]) == "1"
    assert next_free(["13.7", "A"]) == "1"


def test_next_free_sub_counts_only_its_own_parent():
    assert next_free_sub("13", ["13.1", "13.2", "1.9"]) == "13.3"
    assert next_free_sub("1", ["13.1"]) == "1.1"


def test_sort_key_is_by_value_not_by_letters():
    numbers = ["10", "9", "13.10", "13.2", "", "13"]
    assert sorted(numbers, key=sort_key) == ["9", "10", "13", "13.2", "13.10", ""]


def test_moved_keeps_every_item_and_stays_inside_the_list():
    assert moved(["a", "b", "c"], "c", 0) == ["c", "a", "b"]
    assert moved(["a", "b", "c"], "a", 99) == ["b", "c", "a"]
    assert moved(["a", "b", "c"], "b", -5) == ["b", "a", "c"]
