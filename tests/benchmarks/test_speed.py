from benchmarks.forms import FORMS
from benchmarks.speed import Weight, chosen, median, table
from benchmarks.weighing import weigh


def test_reading_a_file_takes_time_and_memory(tmp_path):
    file = tmp_path / "list.json"
    file.write_bytes(next(chosen(FORMS, ["json"])).content(200_000))
    ours = weigh("JSON", "ours", file)
    assert ours["seconds"] > 0
    assert ours["memory"] >= 0


def test_the_median_is_that_of_each_figure():
    weights = [Weight(1, 9, "json"), Weight(3, 7, "json"), Weight(2, 8, "json")]
    assert median(weights) == Weight(2, 8, "json")
    assert median([]) is None


def test_a_form_without_a_parser_has_no_ratio():
    (row,) = table(chosen(FORMS, ["plain text"]), megabytes=0.01, rounds=1).rows
    assert row[:4] == ("plain text", "text", "none", "")
    assert row[5] == ""


def test_all_forms_are_measured_unless_some_are_named():
    assert len(list(chosen(FORMS, []))) == len(FORMS)
    assert [form.name for form in chosen(FORMS, ["csv"])] == ["CSV"]
