"""WeCom 企业微信, which django-allauth does not know: its number of a member is the subject.

Source: 企业微信开发者中心, 构造企业微信登录链接, 构造网页授权链接, 获取访问用户身份.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter

from banjie.people.outside.kinds import AsksLittle, TellsWithTheToken


class WeComClient(OAuth2Client):
    """The token is the application's; the code tells who came."""

    agent = ""
    person_url = ""

    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: Any) -> str:
        """Inside the WeCom app nothing has to be scanned, there the page of WeChat's kind asks."""
        asked = {"appid": self.consumer_key, "redirect_uri": self.callback_url}
        if "oauth2" in authorization_url:
            asked |= {"response_type": "code", "scope": " ".join(scope), "state": self.state}
        else:
            asked |= {"login_type": "CorpApp", "state": self.state}
        query = urlencode(asked | {"agentid": self.agent} | extra_params)
        return f"{authorization_url}?{query}#wechat_redirect"

    def get_access_token(self, code: str, **_proof: Any) -> dict[str, Any]:
        asked = {"corpid": self.consumer_key, "corpsecret": self.consumer_secret}
        token = _told(self.access_token_url, asked).get("access_token", "")
        member = _told(self.person_url, {"access_token": token, "code": code}).get("userid")
        return {"access_token": token, "userid": member}


def _told(url: str, asked: dict[str, str]) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        answer = session.get(url, params=asked)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
    if told.get("errcode"):
        raise OAuth2Error(told["errcode"])
    return told


class WeComAdapter(TellsWithTheToken, OAuth2Adapter):
    provider_id = "wecom"
    client_class = WeComClient
    access_token_url = "https://qyapi.weixin.qq.com/cgi-bin/gettoken"  # noqa: S105 - an address
    person_url = "https://qyapi.weixin.qq.com/cgi-bin/auth/getuserinfo"
    page_url = "https://login.work.weixin.qq.com/wwlogin/sso/login"
    inside_url = "https://open.weixin.qq.com/connect/oauth2/authorize"

    @property
    def authorize_url(self) -> str:
        inside = "wxwork" in self.request.headers.get("User-Agent", "").lower()
        return self.inside_url if inside else self.page_url

    def get_client(self, request: Any, app: Any) -> WeComClient:
        client: WeComClient = super().get_client(request, app)
        client.agent, client.person_url = app.settings["agent"], self.person_url
        return client


class WeCom(AsksLittle, OAuth2Provider):
    """A visitor who is no member has no `userid`: nobody came."""

    id = "wecom"
    name = "WeCom"
    oauth2_adapter_class = WeComAdapter
    asks_for = ("snsapi_base",)

    def extract_uid(self, data: Any) -> str:
        return data["userid"]  # None is refused where it is used
