"""What may go wrong that a person has to mend, as one shallow tree.

    LinkpulseError
    ├── ListingError      a listing that cannot be read
    ├── SettingsError     an option, a variable or a configuration that cannot be used
    └── DatabaseError     a database that cannot be opened or written

What the web may do is never an exception: it is a `Fault` in an `Observation`.
"""


class LinkpulseError(Exception):
    """The root: its text is one line that says what happened, to which thing, and what to do."""


class ListingError(LinkpulseError):
    """A listing that cannot be read; `source` names it and `line` says where, if known."""

    def __init__(self, source: str, problem: str, *, hint: str = "", line: int | None = None):
        """Build the one line: `source:line: problem; hint`."""
        self.source, self.line = source, line
        place = source if line is None else f"{source}:{line}"
        super().__init__(f"{place}: {problem}" + (f"; {hint}" if hint else ""))


class SettingsError(LinkpulseError):
    """A setting that cannot be used."""


class DatabaseError(LinkpulseError):
    """A database that is not ours, is newer than this program, is held by another run, or is broken."""
