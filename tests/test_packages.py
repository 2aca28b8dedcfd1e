"""The flat package names are common words: the ones that are imported must be ours."""

import socket
from pathlib import Path

import pytest

import checks
import db
import monitor

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("package", [checks, db, monitor], ids=lambda package: package.__name__)
def test_the_imported_package_is_ours(package):
    assert Path(package.__file__).is_relative_to(ROOT)


def test_a_test_cannot_leave_this_machine():
    with socket.socket() as client, pytest.raises(AssertionError, match=r"wanted to contact 192\.0\.2\.1"):
        client.connect(("192.0.2.1", 80))
