from click.testing import CliRunner

from benchmarks import links
from benchmarks.extraction import found_tables, main
from benchmarks.gold import listings
from benchmarks.pasted import NAME
from benchmarks.reading import read


def rows(data, title):
    (table,) = (table for table in found_tables(data) if table.title.startswith(title))
    return {row[0]: row[1:] for row in table.rows}


def test_repositories_and_pages_are_compared_per_listing_and_as_mean_over_those_that_have_any(data):
    found = rows(data, "GitHub")
    assert found["foxes.md"] == ("markdown", "2", "0", "1", "1.000", "0.667", "1/1")
    assert found["mean over files"] == ("", "2", "0", "1", "1.0000", "0.6667", "1.000")


def test_what_is_found_where_nothing_is_counts_as_invented(data):
    (data / "listings" / "dev" / "empty.txt").write_text("Code: https://github.com/acme/owl")
    assert rows(data, "GitHub")["mean over files"][2] == "1"


def test_a_listing_that_cannot_be_read_holds_nothing(data):
    assert rows(data, "GitHub")["empty.txt"][0].startswith("unreadable: empty.txt: is empty")


def test_details_name_what_was_missed(data):
    (table,) = (table for table in found_tables(data) if table.title.startswith("GitHub"))
    assert table.details == ("foxes.md: missed acme/lynx",)


def test_links_are_counted_once_however_they_are_written(data):
    foxes = next(gold for gold in listings(data) if gold.name == "foxes.md")
    assert links.found(foxes, read(foxes.content * 2, "foxes.md")).repositories == {"acme/redfox", "acme/bluefox"}


def test_entries_are_compared_by_title_date_and_repositories(data):
    assert rows(data, "Entries")["all"] == ("2", "3", "2", "1", "2", "1", "0.500")


def test_a_pasted_page_is_held_against_what_was_counted_on_it(data):
    (data / "listings" / NAME).write_text("RedFox\n\nWe run.\n\n  • 3 authors\n·\nMar 3, 2026\n")
    page = rows(data, "The pasted page")
    assert page["read as"] == ("daily-papers", "daily-papers", "right")
    assert page["entries"] == ("44", "1", "wrong")


def test_traps_are_read_out_of_a_table_and_those_that_fail_are_named(data):
    assert rows(data, "Traps: 3 of 4") == {"quotes": ("text", "acme/lynx, acme/owl", "acme/red")}


def test_the_measurement_ends_well_and_writes_its_page(data, tmp_path):
    page = tmp_path / "page.md"
    given = ["--data", str(data), "--form", "json", "--megabytes", "0.01", "--rounds", "1", "--write", str(page)]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 0, result.output
    assert "Time and memory, 0.01 MB" in result.output
    told = f"python -m benchmarks extraction --form json --megabytes 0.01 --rounds 1 --write {page}"
    assert page.read_text().startswith(f"# Extraction, measured\n\nMade by `{told}`. Do not edit: run it again.")
    assert "missed acme/lynx" not in page.read_text()


def test_without_the_data_one_line_says_so(tmp_path):
    result = CliRunner().invoke(main, ["--no-speed", "--data", str(tmp_path / "nowhere")])
    assert result.exit_code == 0
    assert result.output == f"There is no evaluation data at {tmp_path / 'nowhere'}; --data says where it is.\n"
