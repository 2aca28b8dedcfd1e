"""A machine that has run out of descriptors says nothing about the other side."""

import resource
import subprocess
import sys

from benchmarks.farm import farm, urls
from db.opening import open_for_reading

HOSTS, LINKS = 150, 600


def few_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))


def test_without_descriptors_no_link_is_suspected(tmp_path, sound):
    with farm(HOSTS) as port:
        addresses = [url.replace("/missing/", "/ok/") for url in urls(port, LINKS, HOSTS)]
        (tmp_path / "list.md").write_text("".join(f"* Paper {url}: the code is at {url}\n" for url in addresses))
        (tmp_path / "mine.toml").write_text(f'canaries = []\nhost_delay = 0\nallow_address = ["127.0.0.0/8:{port}"]\n')
        command = [sys.executable, "-m", "monitor", "--db", "links.db", "--config", "mine.toml", "check", "list.md"]
        starved = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, preexec_fn=few_descriptors, check=False
        )
        sound(tmp_path / "links.db")
        database = open_for_reading(tmp_path / "links.db")
        healths = dict(database.execute("select health, count(*) from link_state group by 1"))
        database.close()
        assert starved.returncode == 3, starved.stdout + starved.stderr
        assert set(healths) <= {"new", "up"}
        assert "Traceback" not in starved.stderr
        fed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert fed.returncode == 0
