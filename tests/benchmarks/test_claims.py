import json

import pytest
from click.testing import CliRunner

from benchmarks.claims import main
from benchmarks.labels import entry_claim_of, labelled, said_in, table
from checks.model import Claim


def test_the_measurement_ends_well_and_writes_its_page(data, tmp_path):
    page = tmp_path / "page.md"
    result = CliRunner().invoke(main, ["--data", str(data), "--details", "--write", str(page), "--on", "2026-04-20"])
    assert result.exit_code == 0, result.output
    assert "fox-4: none, not mixed: Foxes run." in result.output
    assert "on 2026-04-20. Do not edit" in page.read_text()
    assert "Foxes run." not in page.read_text()


def test_another_file_may_be_measured_where_the_data_is_absent(tmp_path):
    more = tmp_path / "own.jsonl"
    more.write_text(json.dumps({"label": "promised", "text": "Code will be released."}))
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "--labelled", str(more)])
    assert result.exit_code == 0
    assert "There are no labelled abstracts at" in result.output
    assert "own.jsonl, what the sentences say" in result.output


@pytest.mark.parametrize(
    ("text", "kind", "said", "as_entry"),
    [
        ("We release all data.", "abstract", Claim.RELEASED, Claim.RELEASED),
        ("We release RedFox, a tool. The code will be released soon.", "abstract", Claim.MIXED, Claim.PROMISED),
        ("Code: https://github.com/acme/redfox. Data will be released.", "abstract", Claim.MIXED, Claim.MIXED),
        ("The data is available on request.", "abstract", Claim.ON_REQUEST, Claim.NONE),
        ("- Fox [Code (not released yet)](https://github.com/acme/redfox)", "list", Claim.PROMISED, Claim.PROMISED),
    ],
)
def test_a_text_is_summed_up_by_its_sentences_and_as_an_entry(text, kind, said, as_entry):
    item = {"text": text, "kind": kind}
    assert (said_in(item), entry_claim_of(item)) == (said, as_entry)


def test_on_request_is_a_label_only_where_a_file_has_it():
    request = json.dumps({"label": "on_request", "text": "The code is available on request."})
    none = json.dumps({"label": "none", "text": "The code is available on request."})
    assert [(one.gold, one.ours) for one in labelled([request], said_in)] == [(Claim.ON_REQUEST, Claim.ON_REQUEST)]
    assert [(one.gold, one.ours) for one in labelled([none], said_in)] == [(Claim.NONE, Claim.NONE)]


def test_the_mean_is_told_with_and_without_what_is_mixed(data):
    lines = (data / "claims" / "dev_abstracts.jsonl").read_text().splitlines()
    found = table("foxes", list(labelled(lines, said_in)))
    assert found.notes[0] == ("4 of 5 right. Macro F1 over 4 labels 0.6667. Without the texts labelled mixed 1.0000.")
    assert found.rows[-1] == ("mixed", "1", "0.000", "0.000", "0.000", "1 none")
