"""No test leaves this machine: a connection to anything but loopback is an error, whichever library makes it."""

import sys
from ipaddress import ip_address

from hypothesis import settings

# Machines are shared: an example that takes long is no wrong one.
settings.register_profile("linkpulse", deadline=None)
settings.load_profile("linkpulse")

LOCAL_NAMES = {"localhost", ""}


def _refuse_to_leave(event: str, arguments: tuple[object, ...]) -> None:
    if event not in {"socket.connect", "socket.sendto"} or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    if host not in LOCAL_NAMES and not ip_address(host.split("%", maxsplit=1)[0]).is_loopback:
        raise AssertionError(f"a test wanted to contact {host}")


sys.addaudithook(_refuse_to_leave)
