"""SIGINT and SIGTERM: what was judged is recorded, the run is marked, and the exit code says which signal it was."""

import signal
import socket
import subprocess
import sys

import pytest


@pytest.fixture
def silent_host():
    """A host that takes connections and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        server.settimeout(120)
        yield server


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_check_cleanly(home, silent_host, rows, number, code):
    port = silent_host.getsockname()[1]
    (home / "list.md").write_text(f"* Red Fox: project page http://127.0.0.1:{port}/redfox\n")
    command = [sys.executable, "-m", "monitor", "--config", "linkpulse.toml", "check", "list.md"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=home) as process:
        connection, _ = silent_host.accept()  # the look is under way
        with connection:
            process.send_signal(number)
            out, _ = process.communicate(timeout=120)
    assert process.returncode == code
    assert out.startswith("Stopped: 0 links checked")
    assert rows("select outcome from runs") == [("interrupted",)]
    assert rows("select health from link_state") == [("new",)]
