"""How gunicorn serves the site: few processes, some threads, a word for each start and fault."""

import gc
import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "spacehistory.worker.SentenceWorker"
threads = 4
preload_app = True  # the program is read once, not by each process: the site serves again sooner after a crash
accesslog = None
loglevel = "warning"
limit_request_line = 8190  # the form of a lesson set sends all of it in its address
limit_request_fields = 100
limit_request_field_size = 8190
max_requests = 10_000
max_requests_jitter = 1_000

# What the program has loaded stays: a search for garbage need not go through it, nor come in the middle of every page.
gc.set_threshold(50_000, 20, 20)


def when_ready(server):
    """Called once, with the program loaded and before its processes begin."""
    gc.collect()
    gc.freeze()
