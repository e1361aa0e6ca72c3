"""How a reader reaches the makers: a message that already says what it is about."""

from urllib.parse import quote

from lcsite.inputs import Inputs


def mail_link(inputs: Inputs, about: str) -> str:
    """Return a link that begins a message about something, nothing if no address is configured."""
    address = inputs.settings.mail
    if not address:
        return ""
    subject = inputs.messages("contact.subject", about=about, toolkit=inputs.settings.title)
    return f"mailto:{quote(address, safe='@+')}?subject={quote(subject, safe='')}"
