"""`/metrics` for Prometheus: what the parts of the site were found to be, and what was counted, in no process's memory.

Each figure is read when it is asked for: from the database, and from the file in which the processes of this host add
up what they count. So it does not matter which of them answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.db import Error
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from editorial.models import Event
from editorial.operating.findings import Finding, State
from editorial.operating.readiness import findings
from encyclopedia.serving import counting

# What is counted: the name of its label, and in words what it is.
COUNTED: Final = {
    "pages": ("class", "Readers' pages answered before Django, by class"),
    "copies": ("", "Pages answered from copies while the database was away"),
    "answers": ("status", "Answers of Django, by the first digit of their status"),
    "gate_refusals": ("", "Moves that the gate refused"),
    "limited": ("class", "Requests that were refused for their number or size, by class"),
    "policy_reports": ("directive", "Reports of browsers about the Content-Security-Policy"),
}


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 for whoever does not send METRICS_TOKEN (`Authorization: Bearer …`), and for everybody without one."""
    token = settings.METRICS_TOKEN
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not constant_time_compare(sent, token):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Site())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


class Site:
    """A collector of all of it."""

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        seen = findings()
        yield from _parts(seen)
        yield from _counted()
        if seen[0].state == State.OK:
            yield from _of_the_database()


def _parts(seen: list[Finding]) -> Iterator[Metric]:
    states = GaugeMetricFamily(
        "stet_part_state", "0: ok, 1: somebody should look, 2: broken", labels=["part"]
    )
    figures: dict[str, GaugeMetricFamily] = {}
    for finding in seen:
        states.add_metric([finding.part], list(State).index(finding.state))
        for name, value in finding.figures.items():
            family = figures.setdefault(
                name, GaugeMetricFamily(f"stet_part_{name}", "As /readyz tells it", labels=["part"])
            )
            if value is not None:
                family.add_metric([finding.part], value)
    yield states
    yield from figures.values()


def _counted() -> Iterator[Metric]:
    numbers = counting.counted()
    for name, (label, words) in COUNTED.items():
        family = CounterMetricFamily(f"stet_{name}", words, labels=[label] if label else [])
        for (counted, value), number in sorted(numbers.items()):
            if counted == name:
                family.add_metric([value] if label else [], number)
        yield family


def _of_the_database() -> Iterator[Metric]:
    try:
        moves = CounterMetricFamily("stet_moves", "Events of the audit log", labels=["move"])
        for action, number in (
            Event.objects.order_by().values_list("action").annotate(n=Count("seq"))
        ):
            moves.add_metric([action], number)
        tasks = GaugeMetricFamily("stet_tasks", "Tasks by queue", labels=["queue", "status"])
        rows = DBTaskResult.objects.order_by().values_list("queue_name", "status")
        for queue, status, number in rows.annotate(n=Count("pk")):
            tasks.add_metric([queue, status.lower()], number)
    except Error:  # it went away meanwhile: what else there is is told
        return
    yield moves
    yield tasks
