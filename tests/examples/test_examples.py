"""The examples are what they claim: files that their readers accept, and command lines that exist."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from monitor.cli import VERBS, cli
from tests.published import workflow_faults

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
WORKFLOW = EXAMPLES / "github" / "linkpulse.yml"
BIN = Path(sys.executable).parent
COMMAND = re.compile(rf"(?<![\w.-])linkpulse (?:--db \S+ )?((?:{'|'.join(VERBS)})\b[^|&>\n]*)")


def commands():
    """Yield every command line that an example runs."""
    for file in sorted(path for path in EXAMPLES.rglob("*") if path.is_file()):
        for found in COMMAND.finditer(file.read_text()):
            yield pytest.param(found[1], id=f"{file.name}: {found[1]}")


@pytest.mark.parametrize("line", list(commands()))
def test_every_command_line_is_understood(line):
    verb, *arguments = [word for word in shlex.split(line) if word != "||"]
    context = click.Context(cli)
    command = cli.get_command(context, verb)
    assert command is not None
    command.make_context(verb, arguments, parent=context)


def test_the_workflow_is_what_github_accepts():
    checked = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout


def test_actionlint_finds_nothing_in_the_workflow(tmp_path):
    assert workflow_faults(WORKFLOW) == []
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WORKFLOW.read_text().replace("${{ github.token }}", "${{ github.tokn }}"))
    assert all('property "tokn" is not defined' in fault for fault in workflow_faults(wrong))
    assert len(workflow_faults(wrong)) == 4


def test_the_workflow_gives_a_pull_request_nothing_that_it_could_steal():
    workflow = yaml.safe_load(WORKFLOW.read_text())
    assert "pull_request_target" not in workflow[True]  # YAML reads `on` as a truth value
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["added"]
    assert not any(word in yaml.safe_dump(workflow["jobs"]["added"]) for word in ("token", "secrets"))
    assert workflow["jobs"]["watch"]["permissions"] == {"contents": "write", "issues": "write"}
    assert workflow["jobs"]["watch"]["concurrency"] == "linkpulse"
    assert "${{" not in "".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])


def test_hadolint_finds_nothing_in_the_dockerfile():
    checked = subprocess.run(
        [BIN / "hadolint", "--no-color", EXAMPLES / "Dockerfile"], check=False, capture_output=True, text=True
    )
    assert (checked.returncode, checked.stdout) == (0, "")


@pytest.mark.parametrize("unit", ["linkpulse.service", "linkpulse.timer"])
@pytest.mark.parametrize("drop_in", ["", "watch.conf"])
def test_systemd_accepts_the_units(unit, drop_in, tmp_path):
    (tmp_path / "linkpulse.service.d").mkdir()
    for name in filter(None, ("linkpulse.service", "linkpulse.timer", drop_in)):
        text = (EXAMPLES / "systemd" / name).read_text()
        place = tmp_path / "linkpulse.service.d" / name if name == drop_in else tmp_path / name
        place.write_text(text.replace("/opt/linkpulse/bin/linkpulse", str(BIN / "linkpulse")))
    checked = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / unit], check=False, capture_output=True, text=True
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_crontab_has_five_fields_before_each_command():
    lines = [line for line in (EXAMPLES / "crontab").read_text().splitlines() if line and line[0] not in "#MP"]
    assert len(lines) == 3
    assert all(re.fullmatch(r"(?:[\d*/,-]+\s+){5}cd .*linkpulse .*", line) for line in lines)
    assert not any("%" in line for line in lines), "cron takes a percent sign for the end of the line"
