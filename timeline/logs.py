"""Lines for whoever runs the site: what was done is said once it is committed, what was refused when it is refused.

They hold keys and counts. What a visitor or an editor typed, names of accounts and addresses of clients stand in none.
docs/data.md lists them all.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction


def log_after_commit(logger: logging.Logger, message: str, *args: object) -> None:
    """Log at level INFO when the transaction under way is committed: never where it is rolled back, at once where there is none."""
    transaction.on_commit(partial(logger.info, message, *args))


@contextmanager
def refusal_logged(
    logger: logging.Logger, refusals: type[Exception] | tuple[type[Exception], ...], message: str, *args: object
) -> Iterator[None]:
    """Log at level WARNING, with the name of its kind, when one of `refusals` is raised within; it goes on its way."""
    try:
        yield
    except refusals as refusal:
        rules = getattr(refusal, "rules", "") or type(refusal).__name__
        logger.warning(f"{message}: %s.", *args, rules)
        raise
