from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Case reviews"

    def ready(self):
        """Register the verbs."""
        from reviews import verbs  # noqa: F401  they are known from then on
