"""The examples are what they claim: files that their readers accept, and command lines that exist."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
import pytest
import yaml

from monitor.cli import VERBS, cli

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


def test_the_workflow_gives_a_pull_request_nothing_that_it_could_steal():
    workflow = yaml.safe_load(WORKFLOW.read_text())
    assert "pull_request_target" not in workflow[True]  # YAML reads `on` as a truth value
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["added"]
    assert workflow["jobs"]["watch"]["concurrency"]
    assert "${{" not in "".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])


@pytest.mark.parametrize("unit", ["linkpulse.service", "linkpulse.timer"])
def test_systemd_accepts_the_units(unit, tmp_path):
    for name in ("linkpulse.service", "linkpulse.timer"):
        text = (EXAMPLES / "systemd" / name).read_text()
        (tmp_path / name).write_text(text.replace("/opt/linkpulse/bin/linkpulse", str(BIN / "linkpulse")))
    checked = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / unit], check=False, capture_output=True, text=True
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_crontab_has_five_fields_before_each_command():
    lines = [line for line in (EXAMPLES / "crontab").read_text().splitlines() if line and line[0] not in "#MP"]
    assert len(lines) == 3
    assert all(re.fullmatch(r"(?:[\d*/,-]+\s+){5}cd .*linkpulse .*", line) for line in lines)
    assert not any("%" in line for line in lines), "cron takes a percent sign for the end of the line"


class Site(BaseHTTPRequestHandler):
    """Answers 404 to /missing and a page to all else."""

    def do_GET(self):
        self.send_response(404 if "missing" in self.path else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>A project</title><p>Videos and figures.")

    def log_message(self, *_):
        """Stay quiet."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def pull_request(tmp_path, site):
    """A checkout in which a pull request adds lines to a list; runs the workflow's own step in it."""
    git, work = shutil.which("git"), tmp_path / "work"
    (work / "lists").mkdir(parents=True)
    (tmp_path / "linkpulse.toml").write_text('canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8"]\n')
    known = f"* Old Fox: project page {site}/missing/old\n"
    environ = {
        "PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(tmp_path), "LISTS": "lists/*.md",
        "LINKPULSE_CONFIG": str(tmp_path / "linkpulse.toml"), "GIT_CONFIG_GLOBAL": os.devnull,
    }  # fmt: skip

    def call(*arguments):
        return subprocess.run([git, "-C", work, "-c", "user.name=ada", "-c", "user.email=ada@acme.test", *arguments],
                              check=True, capture_output=True, text=True, env=environ).stdout.strip()  # fmt: skip

    def run(added):
        call("init", "--quiet")
        (work / "lists" / "foxes.md").write_text(known)
        call("add", "."), call("commit", "--quiet", "-m", "base")
        base = call("rev-parse", "HEAD")
        (work / "lists" / "foxes.md").write_text(known + added)
        [step] = [s for s in yaml.safe_load(WORKFLOW.read_text())["jobs"]["added"]["steps"] if "env" in s]
        return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", step["run"]], check=False, cwd=work,
                              capture_output=True, text=True, env=environ | {"BASE": base})  # fmt: skip

    return run


def test_a_pull_request_that_adds_a_broken_link_fails_and_is_annotated_at_its_line(pull_request, site):
    done = pull_request(f"* Red Fox: project page {site}/redfox\n* Blue Fox: project page {site}/missing/blue\n")
    assert done.returncode == 1, done.stderr
    assert "2 links checked" in done.stdout
    assert re.search(r"::\w+ file=lists/foxes.md,line=3[,:]", done.stdout), done.stdout
    assert "missing/old" not in done.stdout


def test_a_pull_request_that_adds_good_links_passes_whatever_was_broken_before(pull_request, site):
    done = pull_request(f"* Red Fox: project page {site}/redfox\n")
    assert done.returncode == 0, done.stderr
