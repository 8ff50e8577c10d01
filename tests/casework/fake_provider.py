"""A small identity provider on the loopback: it describes itself, shows its keys, swaps codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT = "desist"


class FakeProvider:
    """What a provider knows: its key, and the codes that it gave out."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.codes: dict[str, tuple[str, str]] = {}
        self.issuer = ""
        self.described_as: str | None = None
        self.asked: list[dict[str, str]] = []

    def answer(self, address: str, *, signed_by: str = "us", **changed: Any) -> str:
        """Sign somebody in who was sent to ``address``; the path at which they come back.

        ``changed`` are claims that differ from honest ones; None leaves one out.
        """
        asked = dict(parse_qsl(urlsplit(address).query))
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "s-1", "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "email": "rita@example.org", "email_verified": True,
        } | changed  # fmt: skip
        kept = {name: value for name, value in claims.items() if value is not None}
        code = f"code-{len(self.codes)}"
        self.codes[code] = (asked["code_challenge"], self._sign(kept, signed_by))
        back = {"code": code, "state": asked["state"]}
        return f"{urlsplit(asked['redirect_uri']).path}?{urlencode(back)}"

    def _sign(self, claims: dict[str, Any], signed_by: str) -> str:
        if signed_by == "us":
            return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        if signed_by == "a stranger":
            other = RSAKey.generate_key(2048, {"kid": "one"})
            return jwt.encode({"alg": "RS256", "kid": "one"}, claims, other)
        shared = signed_by == "the public key as a shared secret"
        parts = [{"alg": "HS256" if shared else "none", "kid": "one"}, claims]
        signed = b".".join(_encoded(json.dumps(each).encode()) for each in parts)
        digest = hmac.digest(self.key.as_pem(private=False), signed, "sha256") if shared else b""
        return f"{signed.decode('ascii')}.{_encoded(digest).decode('ascii')}"

    def get(self, path: str) -> Any:
        """What stands at an address."""
        if path == "/keys":
            return KeySet([self.key]).as_dict(private=False)
        here = self.issuer
        return {
            "issuer": self.described_as or here, "authorization_endpoint": f"{here}/authorise",
            "token_endpoint": f"{here}/token", "jwks_uri": f"{here}/keys",
        }  # fmt: skip

    def post(self, fields: dict[str, str]) -> Any:
        """A code for a token: once, and only for whoever holds the verifier."""
        self.asked.append(fields)
        challenge, token = self.codes.pop(fields["code"], ("", ""))
        digest = hashlib.sha256(fields["code_verifier"].encode()).digest()
        shown = base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
        right = shown == challenge and fields["client_id"] == CLIENT
        return {"id_token": token, "access_token": "x", "token_type": "Bearer"} if right else None


def _encoded(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")


@contextmanager
def fake_provider():
    """A provider that answers while the block runs."""
    provider = FakeProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(provider.get(self.path))

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
            self.reply(provider.post({name: held[0] for name, held in parse_qs(sent).items()}))

        def reply(self, held: Any) -> None:
            body = json.dumps(held or {"error": "invalid_grant"}).encode()
            self.send_response(200 if held else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield provider
    server.shutdown()
    server.server_close()
