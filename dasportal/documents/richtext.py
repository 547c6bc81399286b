from django.db import models


class RichTextField(models.TextField):
    """Placeholder until the sanitiser lands."""
