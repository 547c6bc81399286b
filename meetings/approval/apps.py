from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    name = "meetings.approval"
    label = "approval"
    verbose_name = "Godkendelse af referat"
    default_auto_field = "django.db.models.BigAutoField"
