"""`linkpulse serve`: the results in Datasette."""

import contextlib
import socket
import threading
import webbrowser
from pathlib import Path

import click

from checks.errors import DatabaseError, SettingsError
from db.opening import open_for_reading, open_for_writing, sole_writer
from monitor.options import database_option, settings_of

DEFAULT_PORT = 8001
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what a person may ask for is no address to go to


@click.command(
    short_help="Open the results in Datasette.", epilog="Example:  linkpulse --db papers.db serve --port 8010"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0: any free one.")
@click.option("--open", "opens", is_flag=True, help="Show it in your browser as soon as it listens.")
@database_option
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, opens: bool, db: str | None) -> None:
    """Show the database in Datasette, with our pages, lists and colours, until you press Ctrl-C."""
    path = settings_of(ctx, db=db).db
    open_for_reading(path).close()
    _bring_up_to_date(path)
    serve_database(path, host, port, opens=opens)


def _bring_up_to_date(path: Path) -> None:
    """Give a database of an older linkpulse the tables and views that our pages ask for, where we may write to it.

    Not while a run holds it: a run has done the same when it began.
    """
    with contextlib.suppress(DatabaseError), sole_writer(path):
        open_for_writing(path).close()


def serve_database(path: Path, host: str, port: int, *, opens: bool = False) -> None:
    """Serve until interrupted, shown in a browser if it `opens`; raises SettingsError when the address is taken.

    The socket listens before the address is told, so that whoever reads it can connect at once.
    """
    import uvicorn  # noqa: PLC0415 - only a server needs it, and `--help` should be quick

    from db.site.app import build_app  # noqa: PLC0415 - the same

    with _listening(host, port) as listener:
        port = listener.getsockname()[1]
        click.echo(f"Serving {path} at {_address(host, port)}  (Ctrl-C stops)")
        if opens:  # some browsers run in the terminal until they are left
            shown = _address(EVERYWHERE.get(host, host), port)
            threading.Thread(target=_show, args=(shown,), daemon=True).start()
        server = uvicorn.Server(uvicorn.Config(build_app(path).app(), log_level="warning"))
        server.run(sockets=[listener])


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _show(address: str) -> None:
    if not webbrowser.open(address):
        click.echo(f"linkpulse: no browser was found; open {address}", err=True)


def _listening(host: str, port: int) -> socket.socket:
    """Take the address first, so that a taken one is one clear line."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as problem:
        listener.close()
        another = "--host" if isinstance(problem, socket.gaierror) else "--port"
        raise SettingsError(
            f"{host}:{port} cannot be listened on ({problem.strerror}); try another {another}"
        ) from problem
    return listener
