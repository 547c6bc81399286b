"""Places on the tariffs' pages that parts standing on them fill in their `AppConfig.ready`."""

from __future__ import annotations

from dasportal.accounts.slots import Panel, Slot

YEARS: Slot[Panel] = Slot("tariffs.years")  # below the list of years; subject: the person
YEAR: Slot[Panel] = Slot("tariffs.year")  # on the office's page of a year; subject: the TariffYear
SUBMISSION: Slot[Panel] = Slot("tariffs.submission")  # above the lines; subject: the Submission
SUBMISSION_FOOT: Slot[Panel] = Slot("tariffs.submission_foot")  # below them: files, versions
