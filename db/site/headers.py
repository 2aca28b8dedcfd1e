"""Headers for the pages about our database: what they may load, and that they tell nobody where a reader came from.

Other pages of the same Datasette keep the headers that they have.
"""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from importlib import resources
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
Asgi = Callable[[Message, Receive, Send], Awaitable[None]]


def guarded(app: Asgi, root: str, database: str) -> Asgi:
    """The application with our headers on the front page at `root` and on all pages below `database` (both paths)."""
    ours = [(name.lower().encode(), value.encode()) for name, value in _headers().items()]

    async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *ours]
            await send(message)

        await app(scope, receive, send_with_headers if _concerns(scope, root, database) else send)

    return wrapped


def _concerns(scope: Message, root: str, database: str) -> bool:
    path = str(scope.get("path", ""))
    return scope["type"] == "http" and (path == root or re.match(re.escape(database) + r"($|[/.])", path) is not None)


def _headers() -> dict[str, str]:
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' {_menu_script()}",
        "style-src": "'self' 'unsafe-inline'",  # Datasette's own error pages carry style attributes
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{what} {source}" for what, source in policy.items()),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def _menu_script() -> str:
    """The hash of the one inline script that stands on Datasette's error pages."""
    page = resources.files("datasette").joinpath("templates", "_close_open_menus.html").read_text(encoding="utf-8")
    script = page.partition("<script>")[2].partition("</script>")[0]
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
