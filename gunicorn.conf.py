"""How gunicorn serves the site: few processes, some threads, a word for each start and fault."""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # the program is read once, not by each process: the site serves again sooner after a crash
accesslog = None
loglevel = "warning"
limit_request_line = 8190  # the form of a lesson set sends all of it in its address
max_requests = 10_000
max_requests_jitter = 1_000
