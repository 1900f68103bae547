"""The steps from approved words to the public."""

from briefings import publishing
from briefings.admin.steps import StepPage
from briefings.models import Edition


class PublishPage(StepPage):
    """Put approved words before the public."""

    verb = "publish"
    question = "Publish {title} now?"
    button = "Publish now"

    def consequences(self) -> list[str]:
        address = self.thing.briefing.get_absolute_url()
        shown = self.thing.briefing.editions.public().exclude(pk=self.thing.pk).first()
        says = [
            f"Everybody can read the page and the PDF at once, at {address}. They can be found in lists and search.",
            "Readers get the very words and the very PDF that were approved. Nothing is made anew.",
        ]
        if shown:
            says.append(f"They take the place of edition {shown.number}, which readers no longer see.")
        return says

    def do(self, typed: dict) -> Edition:
        publishing.publish(edition=self.thing, by=self.request.user)
        return self.thing

    def success(self, done: Edition) -> str:
        return f"Published. Everybody can read it at {done.briefing.get_absolute_url()} now."
