"""Firefox as readers have it, driven through its own Marionette.

Other drivers loosen the rules for local files: they would hide what a reader
meets. A message is `length:json`; a command `[0, id, name, parameters]` gets
`[1, id, error, result]`.
"""

import json
import shutil
import socket
import subprocess
import time
from itertools import count
from pathlib import Path
from typing import Any, Self

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# None of these is about what a page may do: they keep the browser from asking, updating and calling home.
QUIET = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "marionette.port": 0,  # any that is free
    "remote.prefs.recommended": False,  # or the rules for files are loosened
    "services.settings.server": "data:,#nowhere",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
PATIENCE = 60


class Firefox:
    """A window of Firefox with a new profile."""

    def __init__(self, profile: Path) -> None:
        program = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
        assert program, "no Firefox here: `make test` installs it"
        settings = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in QUIET.items())
        (profile / "user.js").write_text("".join(settings), "utf-8")
        switches = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen([program, *switches, "--profile", str(profile)], **quiet)
        self._numbers = count(1)
        self._socket = socket.create_connection(("127.0.0.1", self._port(profile)), timeout=PATIENCE)
        self._stream = self._socket.makefile("rb")
        self._receive()  # it says who it is
        self.do("WebDriver:NewSession", capabilities={})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE)

    def _port(self, profile: Path) -> int:
        """Return the port that Firefox has chosen, once it has."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            file = profile / "MarionetteActivePort"
            if file.is_file() and (text := file.read_text("ascii")):
                return int(text)
            assert self._process.poll() is None, "Firefox has stopped"
            time.sleep(0.05)
        raise AssertionError("Firefox does not start")

    def _receive(self) -> Any:
        length = b""
        while (byte := self._stream.read(1)) != b":":
            assert byte, "Firefox has hung up"
            length += byte
        return json.loads(self._stream.read(int(length)))

    def do(self, name: str, **parameters: Any) -> Any:
        """Have a command carried out, and return what comes of it."""
        message = json.dumps([0, next(self._numbers), name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        assert error is None, f"{name}: {error}"
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def open(self, address: str) -> None:
        """Open a page, and wait until it has loaded."""
        self.do("WebDriver:Navigate", url=address)

    def tell(self, script: str, *, browser: bool = False) -> Any:
        """Return the value of an expression: of the page, or of the browser itself. A promise is waited for."""
        self.do("Marionette:SetContext", value="chrome" if browser else "content")
        found = self.do("WebDriver:ExecuteScript", script=f"return {script}", args=[])
        self.do("Marionette:SetContext", value="content")
        return found

    def find(self, selector: str) -> str:
        """Return what names the first element that a selector finds."""
        found = self.do("WebDriver:FindElement", using="css selector", value=selector)
        return str(found[ELEMENT])

    def type(self, selector: str, text: str) -> None:
        """Type into a box, key by key."""
        self.do("WebDriver:ElementSendKeys", id=self.find(selector), text=text)

    def click(self, selector: str) -> None:
        """Press the mouse on an element that can be seen."""
        self.do("WebDriver:ElementClick", id=self.find(selector))
