"""Runs a job of the example workflow as GitHub does: its `run:` steps by `bash -e`, one after the other.

What `uses:` others' actions is taken as done: the checkout is there. `gh`, `pip` and the clock of `linkpulse` are
stand-ins; linkpulse itself, git, and the shell's tools are real.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

WORKFLOW = Path(__file__).parents[2] / "examples" / "github" / "linkpulse.yml"
BIN = Path(sys.executable).parent
PIP = '#!/bin/sh\ntest "$*" = "install git+https://github.com/OWNER/linkpulse"\n'
LINKPULSE = f"""#!{sys.executable}
import os
from datetime import timedelta
import monitor.cli
today = monitor.cli.now
monitor.cli.now = lambda: today() + timedelta(days=float(os.environ["DAYS_LATER"]))
monitor.cli.main()
"""


@dataclass
class Job:
    """What came of one job: which steps succeeded, failed or were skipped, by name, and all that they printed."""

    outcomes: dict[str, str] = field(default_factory=dict)
    printed: str = ""

    @property
    def failed(self):
        return "failure" in self.outcomes.values()


class Runner:
    """A machine of GitHub's: `tools` hold the stand-ins, `state` what GitHub keeps, `work` is the checkout."""

    def __init__(self, folder, **expressions):
        self.folder, self.work, self.state = folder, folder / "work", folder / "github"
        self.expressions = {"github.token": "made-up"} | expressions
        self.document = yaml.safe_load(WORKFLOW.read_text())
        for made in (self.work, self.state, folder / "tools"):
            made.mkdir()
        tools = {"gh": Path(__file__).with_name("gh.py").read_text(), "pip": PIP, "linkpulse": LINKPULSE}
        for name, text in tools.items():
            tool = folder / "tools" / name
            tool.write_text(text.replace("#!/usr/bin/env python3", f"#!{sys.executable}"))
            tool.chmod(0o755)
        self.config = folder / "linkpulse.toml"
        self.config.write_text('canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8"]\n')

    def run(self, job, *, days_later=0):
        """Run one job on a fresh machine: of what the last one left in the checkout, only what git knows is there."""
        for left in self.work.iterdir():
            if left.name not in {"lists", ".git"}:
                left.unlink() if left.is_file() else shutil.rmtree(left)
        told, done, by_id = self.folder / "GITHUB_ENV", Job(), {}
        told.write_text("")
        machine = {
            "PATH": f"{self.folder / 'tools'}:{BIN}:{os.environ['PATH']}", "HOME": str(self.folder),
            "LINKPULSE_CONFIG": str(self.config), "GIT_CONFIG_GLOBAL": os.devnull, "GITHUB_ENV": str(told),
            "GH_STATE": str(self.state), "DAYS_LATER": str(days_later),
        }  # fmt: skip
        for step in self.document["jobs"][job]["steps"]:
            name = step.get("name") or step.get("run") or step["uses"]
            set_before = dict(line.split("=", 1) for line in told.read_text().splitlines())
            environ = machine | self._said(self.document) | self._said(self.document["jobs"][job]) | set_before
            done.outcomes[name] = "skipped"
            if self._wanted(step.get("if"), done, by_id):
                done.outcomes[name] = self._step(step, environ | self._said(step), done)
            by_id[step.get("id")] = done.outcomes[name]
        return done

    def _step(self, step, environ, done):
        if "run" not in step:
            return "success"
        script = self.folder / "step.sh"
        script.write_text(step["run"])
        command = ["bash", "-e", str(script)]  # docs.github.com: what `run` without `shell` means
        ended = subprocess.run(command, check=False, cwd=self.work, capture_output=True, text=True, env=environ)
        done.printed += ended.stdout + ended.stderr
        return "failure" if ended.returncode else "success"

    def _said(self, part):
        """Return an `env:` with its expressions replaced; one that is not known is an error."""
        known = self.expressions
        said = part.get("env", {}).items()
        return {name: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: known[found[1]], text) for name, text in said}

    @staticmethod
    def _wanted(condition, done, by_id):
        if condition is None:
            return not done.failed
        always, status = condition.split(" && ")
        assert always == "always()"
        asked = re.fullmatch(r"steps\.(\w+)\.outcome == 'success'", status)
        return by_id[asked[1]] == "success"
