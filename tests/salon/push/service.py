"""A push service of our own and a browser that it reaches: what goes over the wire is looked at with the browser's keys."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.contrib.sessions.models import Session
from django.test import Client

from salon.models import PushSubscription
from salon.push import subscribing


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Service(HTTPServer):
    """Answers `status` to each POST and keeps it as (path, headers, body)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Take)
        self.status = 201
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Take(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args) -> None:
        """Nothing on the screen."""


class Browser:
    """Signed in, with a subscription at `service`."""

    def __init__(self, service: Service, person, name: str = "one") -> None:
        self.client = Client()
        self.client.force_login(person)
        self.person, self.endpoint = person, f"{service.url}/{name}"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._secret = b"0123456789abcdef"

    @property
    def given(self) -> dict[str, str]:
        public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "p256dh": text(public), "auth": text(self._secret)}

    def subscribe(self) -> PushSubscription:
        session = Session.objects.get(pk=self.client.session.session_key)
        return subscribing.subscribe(self.person, session, **self.given)

    def read(self, body: bytes) -> dict:
        plain = http_ece.decrypt(body, private_key=self._key, auth_secret=self._secret, version="aes128gcm")
        return json.loads(plain)
