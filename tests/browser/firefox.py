"""Drives a headless Firefox through its remote protocol (Marionette).

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html: each message
consists of its length in bytes, a colon, and JSON. A command is [0, number, name, parameters], and
a response is [1, number, error, result].
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

NAMES = ("firefox-esr", "firefox")
# Preferences for a new profile that contacts no servers.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
}
# Returns the console errors of pages below an address.
ERRORS = """
  const [address] = arguments
  const errors = Services.console.getMessageArray()
    .filter(one => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag)
      && one.sourceName.startsWith(address))
    .map(one => `${one.sourceName}:${one.lineNumber} ${one.errorMessage}`)
  Services.console.reset()
  return errors
"""
WIDTH = """
  const [width] = arguments
  const style = gBrowser.selectedBrowser.style
  style.width = style.maxWidth = width ? `${width}px` : ""
"""


class Firefox:
    """A session with Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._number = 0
        self._receive()  # the greeting
        self._command("WebDriver:NewSession", capabilities={})

    def go(self, address: str, width: int) -> None:
        """Open an address in a page of this width in pixels, and wait until the page is loaded."""
        self.run(WIDTH, width, context="chrome")
        self._command("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: object, context: str = "content") -> Any:
        """Run the body of a function in the page or in the browser itself. Return the result."""
        self._command("Marionette:SetContext", value=context)
        answer = self._command(
            "WebDriver:ExecuteScript", script=script, args=list(arguments), sandbox=None
        )
        self._command("Marionette:SetContext", value="content")
        return answer["value"]

    def errors(self, address: str) -> list[str]:
        """Return the errors of pages below the address since the last call."""
        errors: list[str] = self.run(ERRORS, address, context="chrome")
        return errors

    def _command(self, name: str, **parameters: object) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, name, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(text), text))
        _, number, error, result = self._receive()
        assert number == self._number
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._part(1)
        text = b""
        while len(text) < int(length[:-1]):
            text += self._part(int(length[:-1]) - len(text))
        return json.loads(text)

    def _part(self, most: int) -> bytes:
        part = self._connection.recv(most)
        if not part:
            raise ConnectionError("Firefox ended the connection.")
        return part


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start Firefox with a new profile in the folder, and end the browser afterwards."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    assert executable, (
        "These tests need Firefox. Install it, for example: apt-get install firefox-esr"
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in {**PREFERENCES, "marionette.port": port}.items()
    ]
    (folder / "user.js").write_text("".join(lines))
    command = [
        executable,
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--profile",
        str(folder),
    ]
    process = subprocess.Popen(
        [*command, "about:blank"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with _connected(port) as connection:
            yield Firefox(connection)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End Firefox and its processes, by force after ten seconds, because Firefox may hang."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def _connected(port: int, seconds: float = 90) -> socket.socket:
    """Return a connection to the port as soon as a program listens on the port."""
    end = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=seconds)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
