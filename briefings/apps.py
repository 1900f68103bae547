from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    name = "briefings"
    verbose_name = "Briefings"

    def ready(self):
        """Register the verbs."""
        from briefings.publishing import verbs  # noqa: F401  they are known from then on
        from briefings.publishing.texts import verbs as texts  # noqa: F401
