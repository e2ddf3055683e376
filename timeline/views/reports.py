"""Reports that a claim is wrong: the form on every claim, and what became of each report."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from timeline.access import clients
from timeline.choices import Status
from timeline.models import Event, Report, ReportOutcome
from timeline.reporting import claims, guard
from timeline.reporting.claims import Claim
from timeline.reporting.deciding import take_in
from timeline.reporting.forms import ReportForm
from timeline.views.addresses import Withdrawn
from timeline.views.keeping import kept, kept_beside

OUTCOMES_PER_PAGE = 50


# Whoever sends it acts for nobody who is signed in, and it changes nothing but to add a report: the token of the form is
# bound to the claim and the time (reporting/guard.py), so that no cookie is wanted.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The claim beside a form that asks what is wrong with it."""
    claim = _claim(request, key)
    form = ReportForm(key, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = take_in(claim, form.cleaned_data, clients.address(request))
        except guard.Refused as refused:
            form.add_error(None, str(refused))
            return _page_of(request, claim, form, status=429)
        return HttpResponse(status=303, headers={"Location": reverse("report-sent", args=[made.key])})
    return _page_of(request, claim, form, status=422 if form.is_bound else 200)


def _claim(request: HttpRequest, key: str) -> Claim:
    claim = claims.find(key, request.GET.get("revision", ""))
    if claim is None:
        raise Http404("There is no such claim.")
    if isinstance(claim.subject, Event) and claim.subject.status == Status.WITHDRAWN:
        raise Withdrawn(claim.subject)
    return claim


def _page_of(request: HttpRequest, claim: Claim, form: ReportForm, *, status: int) -> HttpResponse:
    return render(request, "reports/form.html", {"claim": claim, "form": form}, status=status)


@require_safe
@cache_control(no_store=True)
def sent(request: HttpRequest, key: str) -> HttpResponse:
    """What happens next with a report that was just sent, and where its outcome will be."""
    return render(request, "reports/sent.html", {"report": get_object_or_404(Report, key=key)})


def number_open() -> int:
    """How many reports wait, which is all that readers are told of them."""
    number: int = Report.objects.waiting().count()
    return number


@require_safe
@kept_beside(number_open)
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that were decided on, the last first, and how many are open."""
    page = Paginator(ReportOutcome.objects.all(), OUTCOMES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/index.html", {"section": "about", "page": page, "number_open": number_open()})


@require_safe
def reported(request: HttpRequest, key: str) -> HttpResponse:
    """What became of one report; of one that is open, since when."""
    if waiting := Report.objects.waiting().filter(key=key).first():
        response = render(request, "reports/detail.html", {"section": "about", "report": waiting, "is_open": True})
        response["Cache-Control"] = "no-store"  # it is no part of the data whose version a kept page goes by
        return response
    return _decided(request, key)


@kept
def _decided(request: HttpRequest, key: str) -> HttpResponse:
    outcome = get_object_or_404(ReportOutcome, key=key)
    earlier = ReportOutcome.objects.filter(key=outcome.same_as).first() if outcome.same_as else None
    return render(request, "reports/detail.html", {"section": "about", "report": outcome, "earlier": earlier})
