"""`manage.py check_history`: what is wrong or weak in the history, and where to mend it."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize

from timeline.checks import RULES, Finding, Level, findings


class Command(BaseCommand):
    help = "Look through the whole history by every rule. The exit status is 1 when there is an error; warnings are listed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = [rule.name for rule in RULES]
        parser.add_argument(
            "--only", nargs="+", choices=names, metavar="RULE", help=f"look by these alone: {', '.join(names)}"
        )
        parser.add_argument("--errors", action="store_true", help="list the errors alone")
        parser.add_argument("--strict", action="store_true", help="let a warning fail as well")

    def handle(self, *args: Any, **options: Any) -> None:
        only = set(options["only"]) if options["only"] else None
        found = list(findings(only))
        for rule in RULES:
            of_rule = [each for each in found if each.rule is rule]
            if of_rule and not (options["errors"] and rule.level is Level.WARNING):
                self._print(rule.level, rule.name, rule.explanation, of_rule)
        counts = Counter(each.rule.level for each in found)
        errors, warnings = counts[Level.ERROR], counts[Level.WARNING]
        summary = f"{errors} error{pluralize(errors)}, {warnings} warning{pluralize(warnings)}, by {len(only or RULES)} rules."
        if counts[Level.ERROR] or (options["strict"] and counts[Level.WARNING]):
            raise CommandError(summary)
        self.stdout.write(summary)

    def _print(self, level: Level, name: str, explanation: str, of_rule: list[Finding]) -> None:
        self.stdout.write(f"{level.value.upper()} {name} ({len(of_rule)}): {explanation}")
        for finding in of_rule:
            who = (
                finding.subject if not isinstance(finding.subject, type) else finding.subject._meta.verbose_name_plural
            )
            self.stdout.write(f"  {who}: {finding.sentence} {settings.SITE_URL}{finding.address}")
