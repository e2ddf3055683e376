"""For administrators: the accounts, the journal of signing in, and who has an authenticator app."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from timeline.access import powers
from timeline.access.models import Authenticator, SignIn
from timeline.admin.picking import PickingDesk
from timeline.admin.read_only import ReadOnlyDesk, UneditedDesk

# The library's own desks show the secrets of others.
admin.site.unregister(StaticDevice)
admin.site.unregister(TOTPDevice)
admin.site.unregister(User)


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


@admin.register(User)
class AccountAdmin(PickingDesk, UserAdmin):
    """Accounts. Nobody gives or takes over by them what he may not do himself; only a superuser makes one."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without what only a superuser gives: to be one, and single permissions."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or request.user.is_superuser:
            return fieldsets
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in powers.OF_SUPERUSERS]})
            for name, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the roles that hold no more than whoever gives them."""
        if db_field.name == "groups":
            kwargs["queryset"] = powers.groups_within(request.user, Group.objects.order_by("name"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or powers.reach(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or powers.reach(request.user, obj))


@admin.register(Authenticator)
class AuthenticatorAdmin(UneditedDesk):
    """Authenticator apps. Whoever has lost theirs, and the recovery codes too, asks an administrator to remove it here."""

    list_display = ("user", "confirmed", "created_at", "last_used_at")
    list_filter = ("confirmed",)
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "confirmed", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not one's own: that takes a password or a code (two-step sign-in, at the top of each page); and of nobody who may more."""
        is_fit = obj is None or (obj.user_id != request.user.pk and powers.reach(request.user, obj.user))
        return is_fit and super().has_delete_permission(request, obj)
