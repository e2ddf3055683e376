"""For administrators: the journal of signing in, and who has an authenticator app."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from timeline.access.models import Authenticator, SignIn
from timeline.admin.read_only import ReadOnlyDesk, UneditedDesk

# The library's own desks show the secrets of others.
admin.site.unregister(StaticDevice)
admin.site.unregister(TOTPDevice)


@admin.register(SignIn)
class SignInAdmin(ReadOnlyDesk):
    """Who came in, when, from where, and how it ended."""

    list_display = ("when", "who", "outcome", "address", "agent")
    list_filter = ("outcome", "when")
    search_fields = ("username", "address")
    search_help_text = "An account’s name, or a part of an address."
    fields = ("when", "who", "outcome", "address", "agent")

    @admin.display(description="who", ordering="username")
    def who(self, line: SignIn) -> str:
        """The account; a name that nobody has is not kept."""
        return line.username or "no account of this name"


@admin.register(Authenticator)
class AuthenticatorAdmin(UneditedDesk):
    """Authenticator apps. Whoever has lost theirs, and the recovery codes too, asks an administrator to remove it here."""

    list_display = ("user", "confirmed", "created_at", "last_used_at")
    list_filter = ("confirmed",)
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "confirmed", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not one's own: that takes a password or a code (two-step sign-in, at the top of each page)."""
        is_own = obj is not None and obj.user_id == request.user.pk
        return not is_own and super().has_delete_permission(request, obj)
