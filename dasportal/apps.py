from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The ground under the apps: management commands that see them all."""

    name = "dasportal"
    label = "portal"
    verbose_name = "DAS-portalen"
