"""How a reader reaches the makers: a message that already says what it is about."""

from urllib.parse import quote

from lcsite.inputs import Inputs
from lcsite.views.display import Display
from lcsite.views.paths import helping_path


def mail_link(inputs: Inputs, about: str, subject: str = "contact.subject") -> str:
    """Return a link that begins a message about something, nothing if no address is configured."""
    address = inputs.settings.mail
    if not address:
        return ""
    words = inputs.messages(subject, about=about, toolkit=inputs.settings.title)
    return f"mailto:{quote(address, safe='@+')}?subject={quote(words, safe='')}"


def share_link(display: Display, about: str) -> str:
    """Return where a reader can tell how something went: a message that says so, or the page with the ways."""
    return mail_link(display.inputs, about, "contact.experience") or how_link(display)


def how_link(display: Display) -> str:
    """Return where the ways to take part are explained."""
    return f"{display.href(helping_path(display.say))}#_how"
