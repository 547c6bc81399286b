"""What stands on an offer of warnings, monitoring and answers goes along when it is another."""

from __future__ import annotations

from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer
from offers.models import Series

from .models import EarlyWarning, Followed, Monitoring, SignalAnswer


def move_watching(offer: Offer, to: Offer) -> None:
    """NotAllowed where both are monitored: one is ended first."""
    running = Monitoring.objects.running()
    if running.filter(offer=offer).exists() and running.filter(offer=to).exists():
        raise NotAllowed("Begge tilbud følges tættere. Afslut den ene opfølgning først.")
    for model in (EarlyWarning, Monitoring, SignalAnswer, Followed):
        for row in model.objects.filter(offer=offer):
            row.offer = to
            row.save()
    for series in Series.objects.filter(offer=offer):
        _in_place_of(series, to)


def _in_place_of(series: Series, to: Offer) -> None:
    """Where the other offer has the same series, what is asked for is asked for there: the figures
    are moved to it, and this one goes."""
    same = Series.objects.filter(offer=to, measure=series.measure, title=series.title).first()
    if same is None:
        return
    for monitoring in series.monitorings.all():
        monitoring.series.add(same)
        monitoring.series.remove(series)
    for followed in series.followed.all():
        followed.series.add(same)
        followed.series.remove(series)
    Followed.objects.filter(rule_series=series).update(rule_series=same)
