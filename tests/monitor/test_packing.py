"""The wheel that a publication carries: pip installs it, Datasette finds its plugin, and two are the same bytes."""

import json
import subprocess
import sys

from monitor.packing import pack

ASK = """
import json, sys
sys.path.insert(0, sys.argv[1])
from importlib.metadata import distributions
found = next(one for one in distributions(path=[sys.argv[1]]) if one.name == "linkpulse")
import db.site, db.site.app
told = {
    "plugin": [entry.value for entry in found.entry_points if entry.group == "datasette"],
    "from": db.site.__file__, "metadata": db.site.app.metadata_path().is_file(),
    "datasette": [line for line in found.requires if line.startswith("datasette<")],
}
print(json.dumps(told))
"""


def test_pip_installs_it_and_it_holds_the_plugin(tmp_path):
    name, target = pack(tmp_path), tmp_path / "installed"
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", "--target"]
    subprocess.run([sys.executable, *install, target, tmp_path / name], check=True)
    asked = [sys.executable, "-P", "-c", ASK, target]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True, cwd=tmp_path).stdout)
    assert told["plugin"] == ["db.site"]
    assert told["from"].startswith(str(target))
    assert told["metadata"]
    assert told["datasette"] == ["datasette<1,>=0.65.5"]


def test_the_same_program_is_the_same_wheel(tmp_path):
    both = [tmp_path / name for name in ("a", "b")]
    for folder in both:
        folder.mkdir()
        pack(folder)
    first, second = (next(folder.iterdir()).read_bytes() for folder in both)
    assert first == second
    assert str(tmp_path).encode() not in first
