from benchmarks.__main__ import main


def test_an_unknown_measurement_is_said_in_one_line(capsys):
    assert main(["foxes"]) == 2
    assert capsys.readouterr().err.startswith("there is no measurement 'foxes'; there are peers, ")
