"""Other sites to sign in at, in this process, over real HTTP: what each of them is asked and says."""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

KEY, FORGED = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
CLIENT, SECRET, SUBJECT = "banjie", "between-us", "subject-0042"


@dataclass
class Elsewhere:
    """One of them. `nonce` and `challenge` stand for what the browser carried there; `claims` is
    what a token says otherwise than it should, `told` what the site says so of itself, `kind` what
    it calls its answers.
    """

    address: str = ""
    nonce: str = ""
    challenge: str = ""
    key: Any = KEY
    algorithm: str = "ES256"
    claims: dict[str, Any] = field(default_factory=dict)
    member: dict[str, Any] = field(default_factory=lambda: {"userid": SUBJECT})
    moved: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    kind: str = "application/json"
    asked: list[str] = field(default_factory=list)

    def visited(self, location: str) -> str:
        """The browser goes where it is sent; the state it comes back with."""
        query = {name: words[0] for name, words in parse_qs(urlsplit(location).query).items()}
        self.nonce, self.challenge = query.get("nonce", ""), query.get("code_challenge", "")
        return query["state"]

    def token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "sub": SUBJECT, "nonce": self.nonce, "iat": now,
            "exp": now + 60, "name": "沈某某", "email": "shen@example.org",
        }  # fmt: skip
        return jwt.encode(claims | self.claims, self.key, self.algorithm, headers={"kid": "one"})

    def answers(self) -> dict[str, Callable[[dict[str, str]], Any]]:
        profile = {"openId": SUBJECT, "nick": "沈某某", "avatarUrl": "https://example.org/a.png"}
        feishu = {"access_token": "t", "open_id": SUBJECT, "name": "沈某某", "avatar_big": "x"}
        return {
            "/.well-known/openid-configuration": lambda _sent: {
                "issuer": self.address, "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys",
            } | self.told,
            "/keys": lambda _sent: {
                "keys": [jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
                         | {"kid": "one", "alg": "ES256"}]
            },
            "/token": self._token,
            "/wecom/token": lambda _sent: {"errcode": 0, "access_token": "of-the-application"},
            "/wecom/person": lambda _sent: {"errcode": 0} | self.member,
            "/weixin/token": lambda _sent: {"access_token": "t", "openid": SUBJECT},
            "/feishu/app": lambda _sent: {"code": 0, "app_access_token": "a"},
            "/feishu/token": lambda _sent: {"code": 0, "data": feishu},
            "/dingtalk/token": lambda _sent: {"accessToken": "t", "refreshToken": "r", "expireIn": 9},
            "/dingtalk/me": lambda _sent: profile,
        }  # fmt: skip

    def _token(self, sent: dict[str, str]) -> Any:
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != self.challenge:
            return {"error": "invalid_grant"}
        return {"access_token": "t", "id_token": self.token()}


@contextmanager
def elsewhere(certificate: Path | None = None) -> Iterator[Elsewhere]:
    """One that listens as long as it is needed; by TLS with the certificate and its key."""
    site = Elsewhere()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, sent = urlsplit(self.path).path, self.rfile.read(self._length())
            site.asked.append(path)
            form = {name: words[0] for name, words in parse_qs(sent.decode()).items()}
            self.send_response(302 if site.moved else 200)
            if site.moved:
                self.send_header("Location", site.moved)
            if site.kind:
                self.send_header("Content-Type", site.kind)
            self.end_headers()
            self.wfile.write(json.dumps(site.answers()[path](form)).encode())

        do_POST = do_GET  # noqa: N815 - named by http.server

        def _length(self) -> int:
            return int(self.headers.get("Content-Length") or 0)

        def log_message(self, *_words: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        if certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate)
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        site.address = f"http{'s' * bool(certificate)}://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield site
        server.shutdown()


def certified(folder: Path) -> Path:
    """A certificate for this machine that nobody but itself vouches for, and its key."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "临湖市")])
    begins, here = datetime.now(UTC) - timedelta(days=1), x509.IPAddress(ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(KEY.public_key())
        .serial_number(1).not_valid_before(begins).not_valid_after(begins + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .sign(KEY, hashes.SHA256())
    )  # fmt: skip
    file = folder / "certificate.pem"
    pem = serialization.Encoding.PEM
    key = KEY.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(made.public_bytes(pem) + key)
    return file
