"""Somebody in a browser without scripts, on the real application over HTTP."""

import http.cookiejar
import urllib.parse
import urllib.request
from http.client import HTTPResponse
from uuid import uuid4

from bs4 import BeautifulSoup

#: Seconds an answer may take.
PATIENCE = 60


class Visitor:
    """Keeps cookies and sends the token of the form it looked at last."""

    def __init__(self, address: str) -> None:
        self._address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)
        self._token = ""

    def get(self, path: str) -> bytes:
        with self._open(urllib.request.Request(self._address + path)) as answer:
            body = answer.read()
        token = BeautifulSoup(body, "html.parser").select_one("main input[name=csrf_token]")
        self._token = str(token["value"]) if token else self._token
        return body

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form; the address one is led to."""
        body = urllib.parse.urlencode({**fields, "csrf_token": self._token}).encode()
        with self._open(urllib.request.Request(self._address + path, body)) as answer:
            return str(answer.url)

    def send(self, path: str, fields: dict[str, str], files: dict[str, bytes]) -> str:
        """Send a form with files under the name `files`; the address one is led to."""
        boundary = uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in {**fields, "csrf_token": self._token}.items()
        ]
        body = "".join(parts).encode()
        for name, content in files.items():
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; '
            head += f'filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
            body += head.encode() + content + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        request = urllib.request.Request(self._address + path, body)
        request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
        with self._open(request) as answer:
            return str(answer.url)

    def sign_in(self, email: str, password: str) -> None:
        self.get("/sign-in")
        self.post("/sign-in", {"email": email, "password": password})

    def _open(self, request: urllib.request.Request) -> HTTPResponse:
        opened: HTTPResponse = self._opener.open(request, timeout=PATIENCE)
        return opened
