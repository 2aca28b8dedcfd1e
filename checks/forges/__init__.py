"""One pure file per forge: what a URL names there, what to ask, what the answer means. No network here."""
