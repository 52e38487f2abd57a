"""OpenID Connect: `sub` of a signed token, and nothing else (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache
from requests.exceptions import InvalidJSONError

from banjie.people.outside.kinds import AsksLittle, ComesBackHere

SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
"""By keys of which the other keeps the secret half; never by a secret both know, never by none."""
WANTED = ["iss", "aud", "exp", "iat", "sub", "nonce"]

TOLD = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
KEPT = 5 * 60
"""Seconds for which what a site says of itself is not asked again."""


def discovered(url: str) -> dict[str, Any]:
    """What the other site says of itself (OpenID Connect Discovery 1.0, 3)."""
    key = hashlib.sha256(f"discovered {url}".encode()).hexdigest()
    known: dict[str, Any] | None = cache.get(key)
    if known is None:
        known = _asked(url)
        cache.set(key, known, KEPT)
    return known


def _asked(url: str) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        answer = session.get(url)
        answer.raise_for_status()
        told = answer.json()
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in TOLD):
        raise InvalidJSONError(url)
    return told


def nonce_of(verifier: str) -> str:
    """What ties the token to the session that asked for it: follows from what only that knows."""
    return hashlib.sha256(f"nonce {verifier}".encode()).hexdigest()


class OpenIDAdapter(ComesBackHere, OpenIDConnectOAuth2Adapter):
    """Checks signature, issuer, audience, time and nonce; asks for no profile."""

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        return discovered(self.get_provider().server_url)

    def get_access_token_data(
        self, request: Any, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        self.nonce = nonce_of(pkce_code_verifier or "")
        return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def complete_login(self, request: Any, app: Any, _token: Any, **kwargs: Any) -> Any:
        claims = self._claims(app, str(kwargs["response"].get("id_token", "")))
        return self.get_provider().sociallogin_from_response(request, claims)

    def _claims(self, app: Any, told: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        issuer = app.settings["issuer"].removesuffix("/")
        if self.openid_config["issuer"].removesuffix("/") != issuer:
            raise OAuth2Error("another issuer")
        try:
            key = jwt.PyJWKSet.from_dict(answer.json())[jwt.get_unverified_header(told)["kid"]]
            claims: dict[str, Any] = jwt.decode(
                told, key, algorithms=SIGNED_BY, audience=app.client_id,
                issuer=self.openid_config["issuer"], leeway=30, options={"require": WANTED},
            )  # fmt: skip
        except (jwt.PyJWTError, KeyError) as error:
            raise OAuth2Error("not a token for us") from error
        if claims["nonce"] != self.nonce or claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("not a token for this session")
        return claims


class OpenID(AsksLittle, OpenIDConnectProvider):
    oauth2_adapter_class = OpenIDAdapter
    pkce_enabled_default = True
    asks_for = ("openid",)

    @property
    def server_url(self) -> str:
        return str(self.wk_server_url(self.app.settings["issuer"].removesuffix("/")))

    def get_pkce_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def extract_uid(self, data: Any) -> str:
        return str(data["sub"])
