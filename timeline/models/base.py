"""What all nouns share: a key that never changes, an address that may, and words to be found by."""

import secrets
from collections.abc import Callable, Collection, Iterable
from contextvars import ContextVar
from hashlib import blake2b
from itertools import chain, count
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.text import slugify

from timeline.text.spelling import index_text

# No vowels and nothing easily mistaken for something else, so that a key can be read aloud and spells no word.
KEY_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
KEY_LENGTH = 8


def new_key() -> str:
    """A fresh permanent key."""
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(KEY_LENGTH))


def key_for(noun: str, name: str) -> str:
    """The permanent key of an imported row: the same on every machine that imports the same file."""
    number = int.from_bytes(blake2b(f"{noun}:{name}".encode(), digest_size=16).digest())
    letters = []
    for _ in range(KEY_LENGTH):
        number, place = divmod(number, len(KEY_ALPHABET))
        letters.append(KEY_ALPHABET[place])
    return "".join(letters)


class Derived(models.Model):
    """A row with columns that are computed from others whenever it is saved."""

    derived_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        self.derive()
        if (named := options.get("update_fields")) is not None:
            options["update_fields"] = {*named, *self.derived_fields}
        super().save(**options)

    def clean(self) -> None:
        super().clean()
        try:
            self.derive()
        except ValueError:  # the field with the fault has its own message already
            return

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check the rules about derived columns too, which no form holds and every form would leave out."""
        super().validate_constraints(exclude=set(exclude or ()) - set(self.derived_fields))

    def derive(self) -> None:
        """Fill the derived columns from the others."""


class Keyed(Derived):
    """A row that other people may point at for ever."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    imported = models.CharField(max_length=16, blank=True, editable=False)  # fingerprint of the record it came from

    class Meta:
        abstract = True


class Addressable(Keyed):
    """A row with a page of its own, whose readable address may change while the old ones go on working."""

    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The last part of the address. After a change the old address leads to the new one.",
    )

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self) -> None:
        super().clean()
        taken = FormerSlug.objects.filter(noun=self.noun(), slug=self.slug).exclude(key=self.key)
        if self.slug and taken.exists():
            raise ValidationError(
                {"slug": f"“{self.slug}” was the address of another entry and still leads there: choose another."}
            )

    def save(self, **options: Any) -> None:
        named = options.get("update_fields")
        with transaction.atomic():
            while self._state.adding and FormerKey.objects.filter(noun=self.noun(), key=self.key).exists():
                self.key = new_key()
            before = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(**options)
            if before and before != self.slug and (named is None or "slug" in named):
                FormerSlug.objects.filter(noun=self.noun(), slug=self.slug).delete()
                FormerSlug.objects.update_or_create(noun=self.noun(), slug=before, defaults={"key": self.key})

    @property
    def permanent_url(self) -> str:
        """The short link that never changes (views/permanent.py)."""
        return reverse(f"{self.noun()}-permanent", args=[self.key])

    @classmethod
    def noun(cls) -> str:
        """The name of the noun in tables that hold several: "event", "mission", …"""
        return str(cls._meta.model_name)


# While fixtures are loaded (fixtures.load), which asks thousands of times: for each noun the primary key at every address.
REMEMBERED_ADDRESSES: ContextVar[dict[Any, dict[str, int]] | None] = ContextVar("remembered_addresses", default=None)


def remembered(model: type[models.Model], learn: Callable[[], dict[str, int]]) -> dict[str, int] | None:
    """The rows of `model` by address, learned when first asked for; None where nothing is to be remembered."""
    known = REMEMBERED_ADDRESSES.get()
    if known is not None and model not in known:
        known[model] = learn()
    return None if known is None else known[model]


@receiver(post_save)
def remember(sender: type[models.Model], instance: Any, **_: Any) -> None:
    """Add a row to what is remembered of its noun."""
    known = REMEMBERED_ADDRESSES.get()
    if known and sender in known:
        known[sender][instance.natural_key()[0]] = instance.pk


class AddressableQuerySet(models.QuerySet):
    """Rows found by any address they ever had."""

    def by_address(self, slug: str) -> Any:
        """The row at `slug`, now or formerly; raise DoesNotExist where there never was one."""
        try:
            return self.get(slug=slug)
        except ObjectDoesNotExist:
            noun = str(self.model._meta.model_name)
            former = FormerSlug.objects.filter(noun=noun, slug=slug).values_list("key", flat=True)
            return self.get(key__in=leading_to(noun, former).values())

    def get_by_natural_key(self, slug: str) -> Any:
        """The same for loading fixtures, which want no more than the primary key."""
        known = remembered(self.model, self.addresses)
        if known is None:
            return self.only("pk").by_address(slug)
        if slug not in known:
            raise self.model.DoesNotExist(slug)  # type: ignore[attr-defined]
        return self.model(pk=known[slug])

    def addresses(self) -> dict[str, int]:
        """The primary key at each address, now or formerly."""
        keys, noun = dict(self.values_list("key", "pk")), str(self.model._meta.model_name)
        former = dict(FormerSlug.objects.filter(noun=noun).values_list("slug", "key"))
        ends = leading_to(noun, former.values())
        found = {slug: keys[ends[key]] for slug, key in former.items() if ends[key] in keys}
        return found | dict(self.values_list("slug", "pk"))


class AddressableManager(models.Manager.from_queryset(AddressableQuerySet)):  # type: ignore[misc]
    """The manager of rows that have nothing to ask but by their address."""


def free_slug(model: Any, wanted: str, promised: Collection[str] = ()) -> str:
    """`wanted` as an address that no row of `model` has nor is to have, with a number behind it where it is taken."""
    slug = slugify(wanted)[:110] or str(model._meta.model_name)
    taken = {*promised, *model.objects.filter(slug__startswith=slug).values_list("slug", flat=True)}
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(name for name in chain([slug], numbered) if name not in taken)


class FormerSlugManager(models.Manager):
    """Former addresses by themselves, which is how a fixture names them."""

    def get_by_natural_key(self, noun: str, slug: str) -> Any:
        return self.get(noun=noun, slug=slug)


class FormerSlug(models.Model):
    """An address that an entry no longer has, and the key of that entry, whatever it was merged into since."""

    noun = models.CharField(max_length=20)
    slug = models.SlugField(max_length=120)
    key = models.CharField(max_length=KEY_LENGTH)

    objects = FormerSlugManager()

    class Meta:
        ordering = ["noun", "slug"]
        constraints = [models.UniqueConstraint(fields=["noun", "slug"], name="former_slug_leads_to_one_entry")]

    def __str__(self) -> str:
        return f"{self.noun}/{self.slug}"

    def natural_key(self) -> tuple[str, str]:
        return (self.noun, self.slug)


class FormerKeyManager(models.Manager):
    """Former keys by themselves, which is how a fixture names them."""

    def get_by_natural_key(self, noun: str, key: str) -> Any:
        return self.get(noun=noun, key=key)


class FormerKey(models.Model):
    """The permanent key of an entry that was merged into another, and the key of that other. It is never given again."""

    noun = models.CharField(max_length=20)
    key = models.CharField(max_length=KEY_LENGTH)
    leads_to = models.CharField(max_length=KEY_LENGTH)

    objects = FormerKeyManager()

    class Meta:
        ordering = ["noun", "key"]
        constraints = [models.UniqueConstraint(fields=["noun", "key"], name="former_key_leads_to_one_entry")]

    def __str__(self) -> str:
        return f"{self.noun} {self.key}"

    def natural_key(self) -> tuple[str, str]:
        return (self.noun, self.key)


def leading_to(noun: str, keys: Iterable[str]) -> dict[str, str]:
    """For each of `keys` the key that it leads to: the same, or after any number of merges that of another entry."""
    ends = {key: key for key in keys}
    links = dict(FormerKey.objects.filter(noun=noun).values_list("key", "leads_to")) if ends else {}
    for key in ends:
        for _ in links:  # no longer than there are merges, even if somebody's files made them a circle
            ends[key] = links.get(ends[key], ends[key])
    return ends


class Searchable(models.Model):
    """A row that is found by the words of its own texts (see search.py)."""

    words = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True

    def search_texts(self) -> Iterable[str]:
        """The texts by which the row is found."""
        raise NotImplementedError


@receiver(pre_save)
def fill_words(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    """Index a row whichever way it is saved; fixtures leave `words` out, and loading them fills it."""
    if isinstance(instance, Searchable):
        instance.words = index_text(*instance.search_texts())
