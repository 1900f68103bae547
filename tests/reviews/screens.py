"""Filling in staff screens as a browser would: everything a page shows is sent back with it."""


def as_shown(page) -> dict[str, object]:
    """What a browser would send for the form of a change page if nothing were touched."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, (list, tuple)):
                sent[bound.html_name] = [getattr(one, "pk", one) for one in value]
            elif value is not None and value is not False and not hasattr(value, "open"):
                sent[bound.html_name] = "on" if value is True else str(value)
    return sent


def save(client, address: str, /, **changes):
    """Open a change page, change these fields (None takes one out), save it; the answer."""
    data = as_shown(client.get(address))
    for name, value in changes.items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return client.post(address, data)


def faults_of(page) -> str:
    """Every message about what is wrong on a page that came back."""
    found = [page.context["adminform"].form.errors.as_text()]
    for inline in page.context["inline_admin_formsets"]:
        found += [inline.formset.non_form_errors().as_text(), *(form.errors.as_text() for form in inline.formset.forms)]
    return "\n".join(filter(None, found))
