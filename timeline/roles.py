"""Who may do what at the desk: three roles, which are groups of Django's own permissions, made by a migration.

A contributor writes drafts and proposes edits; an editor publishes and curates every noun; an administrator does all that
and manages accounts.
"""

from typing import Any

CONTRIBUTOR, EDITOR, ADMINISTRATOR = "Contributor", "Editor", "Administrator"
ALL = ("add", "change", "delete", "view")

# What a contributor may do, noun by noun; an event that readers have seen stays as it is whatever stands here (admin/publishing.py).
OF_CONTRIBUTOR = {
    "event": ("add", "change", "view"),
    **dict.fromkeys(("citation", "disagreement", "reading", "succession", "picture"), ALL),
    "source": ("add", "view"),
    **dict.fromkeys(("pendingrevision", "report"), ("view",)),
    **dict.fromkeys(("mission", "crewmember", "person", "agency", "programme", "place", "spacecraft"), ("view",)),
    **dict.fromkeys(("lessonset", "lessonitem"), ("view",)),
}
OF_EDITOR = {
    **dict.fromkeys(("event", "citation", "disagreement", "reading", "succession", "picture", "source"), ALL),
    **dict.fromkeys(
        ("mission", "crewmember", "person", "agency", "programme", "place", "spacecraft", "lessonset", "lessonitem"),
        ALL,
    ),
    **dict.fromkeys(("formerslug", "merge"), ("view",)),
    "pendingrevision": ("view",),
    "report": ("view", "change"),
}
PUBLISH = ("event", "publish_event", "Can publish and withdraw events")


def make_roles(apps: Any) -> None:
    """Make the three groups, or give them what they lack; what an administrator added to them stays.

    `apps` is a migration's registry, or Django's own. Permissions are made here where they are not yet: Django itself makes
    them only after all migrations have run. A noun that a later migration brings is passed over until that one calls this again.
    """
    group = apps.get_model("auth", "Group").objects
    of_editor = [_permission(apps, "timeline", *PUBLISH), *_of(apps, "timeline", OF_EDITOR)]
    accounts = _of(apps, "auth", {"user": ALL, "group": ("view",)})
    door = _of(apps, "access", {"signin": ("view",), "authenticator": ("view", "delete")})
    of_administrator = [*of_editor, *accounts, *door]
    for name, permissions in (
        (CONTRIBUTOR, _of(apps, "timeline", OF_CONTRIBUTOR)),
        (EDITOR, of_editor),
        (ADMINISTRATOR, of_administrator),
    ):
        group.get_or_create(name=name)[0].permissions.add(*permissions)


def _of(apps: Any, app: str, table: dict[str, tuple[str, ...]]) -> list[Any]:
    """The permissions in `table`; what a migration does not know yet, a later one asks for again."""
    return [
        _permission(apps, app, noun, f"{action}_{noun}", f"Can {action} {apps.get_model(app, noun)._meta.verbose_name}")
        for noun, actions in table.items()
        if noun in apps.all_models[app]
        for action in actions
    ]


def _permission(apps: Any, app: str, noun: str, codename: str, name: str) -> Any:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=noun)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission
