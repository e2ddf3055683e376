"""What gunicorn refuses by itself is said in a sentence of ours."""

import logging
import socket

import pytest
from gunicorn.http.errors import InvalidRequestLine, LimitRequestHeaders, LimitRequestLine

from spacehistory.worker import LONG_ADDRESS, LONG_HEADERS, SentenceWorker


@pytest.mark.parametrize(
    ("fault", "status", "sentence"),
    [
        (LimitRequestLine(9000, 8190), b"HTTP/1.1 414 ", LONG_ADDRESS),
        (LimitRequestHeaders("limit request headers fields"), b"HTTP/1.1 431 ", LONG_HEADERS),
        (InvalidRequestLine("abc"), b"HTTP/1.1 400 ", "Invalid Request Line"),
    ],
)
def test_what_is_too_long_is_said_in_a_sentence(fault, status, sentence):
    worker = SentenceWorker.__new__(SentenceWorker)
    worker.log = logging.getLogger("tests.worker")
    ours, theirs = socket.socketpair()
    with ours, theirs:
        worker.handle_error(None, ours, ("192.0.2.7", 1), fault)
        answer = theirs.recv(4096)
    assert answer.startswith(status)
    assert sentence in answer.decode()
