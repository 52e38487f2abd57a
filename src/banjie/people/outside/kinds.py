"""What all kinds have in common, and those that django-allauth speaks with: WeChat, DingTalk,
Feishu. Each is asked who somebody is and for nothing else, no page of a profile is fetched where
the subject is known without.
"""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.dingtalk.provider import DingTalkProvider
from allauth.socialaccount.providers.dingtalk.views import DingTalkOAuth2Adapter
from allauth.socialaccount.providers.feishu.client import FeishuOAuth2Client
from allauth.socialaccount.providers.feishu.provider import FeishuProvider
from allauth.socialaccount.providers.feishu.views import FeishuOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.weixin.client import WeixinOAuth2Client
from allauth.socialaccount.providers.weixin.provider import WeixinProvider
from allauth.socialaccount.providers.weixin.views import WeixinOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse


class ComesBackHere:
    """An adapter whose way back is the site's own, from the setting, never from a Host header."""

    provider_id: str

    def get_callback_url(self, _request: Any, _app: Any) -> str:
        return settings.SITE_URL + reverse("people:outside-back", args=(self.provider_id,))


class AsksLittle:
    """A provider of which nothing is taken but the subject; what an address adds is not heeded."""

    asks_for: tuple[str, ...] = ()

    def get_scope(self) -> list[str]:
        return list(self.app.settings["scope"] or self.asks_for)  # type: ignore[attr-defined]  # a provider's

    def get_oauth2_adapter(self, request: Any) -> Any:
        adapter = super().get_oauth2_adapter(request)  # type: ignore[misc]  # a provider's
        adapter.provider_id = self.sub_id  # type: ignore[attr-defined]  # likewise
        return adapter

    def sociallogin_from_response(self, request: Any, response: Any) -> Any:
        """Without a subject nobody came, nor with one that is longer than any is."""
        try:
            return super().sociallogin_from_response(request, response)  # type: ignore[misc]  # likewise
        except (KeyError, TypeError, ValueError, ImproperlyConfigured) as error:
            raise OAuth2Error("no subject") from error

    def extract_extra_data(self, _data: Any) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, _data: Any) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, _data: Any) -> list[Any]:
        return []


class TellsWithTheToken(ComesBackHere):
    """An adapter for those that name the subject beside the token: no profile is fetched."""

    def complete_login(self, request: Any, _app: Any, _token: Any, **kwargs: Any) -> Any:
        provider = self.get_provider()  # type: ignore[attr-defined]  # an adapter's
        return provider.sociallogin_from_response(request, kwargs["response"])


class WeChatClient(WeixinOAuth2Client):
    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: Any) -> str:
        url = super().get_redirect_url(authorization_url, scope, extra_params)
        return f"{url}#wechat_redirect"


class WeChatAdapter(TellsWithTheToken, WeixinOAuth2Adapter):
    client_class = WeChatClient

    @property
    def authorize_url(self) -> str:
        given: str = self.get_provider().app.settings["authorize"]
        return given or "https://open.weixin.qq.com/connect/qrconnect"


class WeChat(AsksLittle, WeixinProvider):
    oauth2_adapter_class = WeChatAdapter
    asks_for = ("snsapi_login",)


class FeishuAdapter(TellsWithTheToken, FeishuOAuth2Adapter):
    def get_client(self, request: Any, app: Any) -> Any:
        """django-allauth's own would name its own way back."""
        return FeishuOAuth2Client(
            request, app.client_id, app.secret, self.access_token_method,
            self.access_token_url, self.get_callback_url(request, app),
        )  # fmt: skip


class Feishu(AsksLittle, FeishuProvider):
    oauth2_adapter_class = FeishuAdapter


class DingTalkAdapter(ComesBackHere, DingTalkOAuth2Adapter):
    """Names the subject with the profile alone; of that the subject is taken."""


class DingTalk(AsksLittle, DingTalkProvider):
    oauth2_adapter_class = DingTalkAdapter
    asks_for = ("openid",)

    def get_auth_params(self) -> dict[str, str]:
        return {"prompt": "consent"}  # its page asks for it
