"""What keeps machines from sending reports, without asking anybody else: a signed time, a field to leave empty, and a rate.

The token is a timestamp bound to the claim, signed as Django signs (django.core.signing, HMAC-SHA256). Where a request came
from is kept as a hash that is keyed with the site's secret and the day, and goes with the first report that comes a day later.
"""

import logging
from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils import timezone
from django.utils.crypto import salted_hmac

from timeline.models import Sending

logger = logging.getLogger(__name__)

SALT = "timeline.reporting"
LEAST, MOST = timedelta(seconds=3), timedelta(days=1)  # between opening the form and sending it
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_FROM_ONE = 30  # reports in an hour from one address, behind which a class may sit
MOST_OF_ALL = 120  # from everywhere: more than editors could look through

TOO_FAST = "That was faster than anybody reads. Look it over, and send it again."
TOO_OLD = "This form was open for more than a day, or came from elsewhere. Nothing you typed is lost: send it again."
TOO_MANY = "Many reports came from where you are within this hour. Nothing you typed is lost: send it again in an hour."
TOO_MANY_OF_ALL = "Many reports came in within this hour. Nothing you typed is lost: send it again in an hour."


class Refused(Exception):
    """A report cannot be taken now; the message says how to go on."""


def token(claim: str) -> str:
    """What a form carries that is opened now to report the claim with the key `claim`."""
    return TimestampSigner(salt=SALT).sign(claim)


def fault_of(signed: str, claim: str) -> str:
    """What is wrong with the token that a form brought back, in a sentence; empty where nothing is."""
    signer = TimestampSigner(salt=SALT)
    try:
        if signer.unsign(signed, max_age=MOST) != claim:
            return TOO_OLD
    except (SignatureExpired, BadSignature):
        return TOO_OLD
    try:
        signer.unsign(signed, max_age=LEAST)
    except SignatureExpired:
        return ""
    return TOO_FAST


def sender(address: str | None) -> str:
    """A name for where a request came from that tells nothing of it tomorrow; one for a whole network of IPv6."""
    network = ""
    if address:
        width = 64 if ip_address(address).version == 6 else 32
        network = str(ip_network((address, width), strict=False))
    return salted_hmac(f"{SALT}.{timezone.now():%Y-%m-%d}", network, algorithm="sha256").hexdigest()[:32]


def take(address: str | None) -> None:
    """Count a report that comes from `address`; raise Refused where there were too many within the hour."""
    now, name = timezone.now(), sender(address)
    Sending.objects.filter(made__lt=now - A_DAY).delete()
    recent: Any = Sending.objects.filter(made__gt=now - AN_HOUR)
    if recent.filter(sender=name).count() >= MOST_FROM_ONE:
        logger.warning("Refused a report: %d came from one network within the hour.", MOST_FROM_ONE)
        raise Refused(TOO_MANY)
    if recent.count() >= MOST_OF_ALL:
        logger.warning("Refused a report: %d came in within the hour.", MOST_OF_ALL)
        raise Refused(TOO_MANY_OF_ALL)
    Sending.objects.create(sender=name, made=now)
