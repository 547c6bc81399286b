"""When two offers of the register turn out to be one: what was confirmed goes along."""

from dasportal.register.models import Offer

from .models import Vacancy


def move_vacancies(offer: Offer, to: Offer) -> None:
    Vacancy.objects.filter(offer=offer).update(offer=to)
