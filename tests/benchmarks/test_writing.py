import io

from rich.console import Console

from benchmarks.writing import Table, show, write

FOXES = Table("Foxes", ("name", "right"), (("red|fox", "3"),), ("A note.",), ("missed: acme/owl",))


def printed(**options):
    console = Console(file=io.StringIO(), width=80)
    show([FOXES], console, **options)
    return console.file.getvalue()


def test_people_see_title_rows_and_notes():
    assert [line.strip() for line in printed(details=False).splitlines()] == [
        "Foxes",
        "name     right",
        "red|fox      3",
        "A note.",
        "",
    ]


def test_details_are_shown_when_asked_for():
    assert "missed: acme/owl" in printed(details=True)


def test_a_page_names_its_command_and_holds_no_details(tmp_path):
    page = tmp_path / "foxes.md"
    write(page, "Benchmarks", "python -m benchmarks foxes", [FOXES], None)
    assert page.read_text() == (
        "# Benchmarks\n\nMade by `python -m benchmarks foxes`. Do not edit: run it again.\n\n"
        "## Foxes\n\n| name | right |\n|:--|--:|\n| red\\|fox | 3 |\n\nA note.\n"
    )


def test_a_page_names_the_day_that_it_is_told(tmp_path):
    write(tmp_path / "foxes.md", "Benchmarks", "make", [], "2026-04-20")
    assert "Made by `make` on 2026-04-20." in (tmp_path / "foxes.md").read_text()
