"""Reads a staff screen as a browser without script would send it: every field with what stands in it."""

from html.parser import HTMLParser

from django.test import Client


def signed_in(person) -> Client:
    """A browser in which a person has signed in."""
    client = Client()
    client.force_login(person)
    return client


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.values: dict[str, list[str]] = {}
        self.in_template = 0
        self.textarea = self.select = None
        self.first_option = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.in_template += tag == "template"
        if self.in_template:
            return
        match tag:
            case "input":
                self._input(given)
            case "textarea" if "name" in given:  # one without a name is shown, and never sent
                self.textarea = given["name"]
                self.values[self.textarea] = [""]
            case "select":
                self.select, self.first_option = given.get("name"), None
            case "option" if self.select:
                if "selected" in given:
                    self.values.setdefault(self.select, []).append(given["value"])
                self.first_option = self.first_option if self.first_option is not None else given["value"]

    def _input(self, given):
        if "name" not in given or "disabled" in given or given.get("type") in {"file", "submit"}:
            return
        if given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self.values.setdefault(given["name"], []).append(given.get("value", "on"))
            return
        self.values[given["name"]] = [given.get("value", "")]

    def handle_endtag(self, tag):
        self.in_template -= tag == "template"
        if tag == "textarea" and self.textarea:
            # A browser leaves out the one line break that opens a text area.
            self.values[self.textarea] = [self.values[self.textarea][0].removeprefix("\n")]
            self.textarea = None
        if tag == "select":
            if self.select and self.first_option is not None:
                self.values.setdefault(self.select, [self.first_option])
            self.select = None

    def handle_data(self, data):
        if self.textarea and not self.in_template:
            self.values[self.textarea][0] += data


def fields_on(response) -> dict[str, list[str]]:
    """What a browser would post from this page, without pressing any button in particular."""
    reader = _Fields()
    reader.feed(response.content.decode())
    reader.close()
    return reader.values
