"""One file per verb of the command line, imported when it is called."""
