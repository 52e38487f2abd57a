"""Where a request comes from, as coarsely as it is ever looked at."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def prefix(address: str) -> str:
    """The network of an address (IPv4 /24, IPv6 /48); '' for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False))


def caller(request: HttpRequest) -> str:
    """The address that reaches the site, or, behind the proxies of `BANJIE_PROXIES`, the one that
    the first of them saw. What a visitor claims beyond that is not looked at (ASVS 5.0, 4.1.3).
    """
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    depth: int = settings.BANJIE_PROXIES
    if depth and len(named) >= depth and named[-depth].strip():
        return str(named[-depth].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
