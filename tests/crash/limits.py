"""What the crash test holds the site to, each limit stated once."""

MOST_DOWN = 3.0  # seconds from the start of the server until it serves again
MOST_SAVE = 1.0  # seconds: the 95th percentile of a save
EDITORS_PAUSE = 1.5  # seconds between an editor's saves, on average
READERS_PAUSE = 3.0  # seconds between a reader's pages, on average
TIMEOUT = 30  # seconds after which a browser gives up
