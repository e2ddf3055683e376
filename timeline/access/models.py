"""The journal of signing in, and the authenticator apps as administrators see them."""

from django.db import models
from django_otp.plugins.otp_totp.models import TOTPDevice


class Outcome(models.TextChoices):
    """How an attempt ended, or what was done about the second step."""

    SIGNED_IN = "in", "signed in"
    SIGNED_OUT = "out", "signed out"
    REFUSED = "refused", "wrong name or password"
    WRONG_CODE = "code", "wrong code"
    LOCKED_OUT = "locked", "locked out"
    TWO_STEP_ON = "on", "two-step sign-in set up"
    TWO_STEP_OFF = "off", "two-step sign-in turned off"


class SignIn(models.Model):
    """One line of the journal. It holds no password, and no name that nobody has: that may be a password in the wrong field."""

    when = models.DateTimeField(auto_now_add=True, db_index=True)
    username = models.CharField("who", max_length=150, blank=True, db_index=True)
    outcome = models.CharField("what", max_length=10, choices=Outcome.choices)
    address = models.GenericIPAddressField("from where", null=True, blank=True)
    agent = models.CharField("with what", max_length=200, blank=True)

    class Meta:
        ordering = ["-when", "-pk"]
        verbose_name = "line of the sign-in journal"
        verbose_name_plural = "sign-in journal"

    def __str__(self) -> str:
        return f"{self.username or 'Somebody'}, {self.when:%Y-%m-%d %H:%M}: {self.get_outcome_display()}"


class Authenticator(TOTPDevice):
    """The app of an account. The table is the library's; here it has a name that people know."""

    class Meta:
        proxy = True
        verbose_name = "authenticator app"

    def __str__(self) -> str:
        return f"Authenticator app of {self.user}"
