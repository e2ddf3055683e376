"""The process of gunicorn, which says in a sentence of ours what is too long before the site hears of it."""

from typing import Any

from gunicorn import util
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

LONG_ADDRESS = "The address is longer than any page of this site needs. Nothing was changed. Go back: what you typed is still there."
LONG_HEADERS = (
    "The browser sent more beside the address than this site takes. Delete the cookies of this site, and try again."
)


class SentenceWorker(ThreadWorker):
    """gunicorn's worker with threads, but for the words of two refusals."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that cannot be read."""
        if isinstance(exc, LimitRequestLine):
            answer = (414, "URI Too Long", LONG_ADDRESS)
        elif isinstance(exc, LimitRequestHeaders):
            answer = (431, "Request Header Fields Too Large", LONG_HEADERS)
        else:
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Refused a request of %s: %s", (addr or ("?",))[0], exc)
        try:
            util.write_error(client, *answer)
        except OSError:
            self.log.debug("Whoever asked is gone.")
