"""The floor that acts: settings, ingesting, running, reporting, the command line and the demo."""

__version__ = "0.1.0"
