"""The tables of verdicts: a row for each server, and a wrong verdict stands out."""

from click.testing import CliRunner

from benchmarks.verdicts import Result, main, servers
from tests.badweb.cases import CASES


def test_every_server_has_its_row_and_numbers_count_once() -> None:
    table = servers([Result(case, survived=True, told="alive ok", seconds=0.1) for case in CASES])
    numbers = {case.number for case in CASES}
    assert table.title.endswith(f"{len(numbers)} of {len(numbers)} survived")
    assert len(table.rows) == len(CASES)


def test_one_wrong_row_spoils_its_number() -> None:
    first, *others = [case for case in CASES if case.number == 36]
    results = [Result(first, survived=False, told="alive ok", seconds=0.1)]
    results += [Result(case, survived=True, told="limited redirect_loop", seconds=0.1) for case in others]
    table = servers(results)
    assert table.title.endswith("0 of 1 survived")
    assert table.rows[0][2] == "WRONG: alive ok"
    assert table.details == ("36 redirect_loop: alive ok",)


def test_the_command_prints_both_tables() -> None:
    done = CliRunner().invoke(main, ["--only", "4", "--only", "31", "--links", "50", "--kills", "0"])
    assert done.exit_code == 0
    assert "2 of 2 survived" in done.output
    assert "Awkward answers: 17 of 17 right" in done.output
    assert "14 days, 5 looks (transport)" in done.output
