"""`python -m monitor` is `linkpulse`."""

from monitor.cli import main

main()
