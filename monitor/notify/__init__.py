"""News told to people where they are: what is to be said, in which shape, to whom, and when again if nobody answers."""
