"""The kinds of log-in at other sites; django-allauth looks for them under this name."""

from banjie.people.outside.kinds import DingTalk, Feishu, WeChat
from banjie.people.outside.openid import OpenID
from banjie.people.outside.wecom import WeCom

provider_classes = [OpenID, WeCom, WeChat, DingTalk, Feishu]
