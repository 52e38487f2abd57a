"""Where a request comes from, as coarsely as it is ever looked at."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def prefix(address: str) -> str:
    """The network of an address (IPv4 /24, IPv6 /48), with a port or without; '' for what is no
    address. An IPv4 address that comes dressed as IPv6 (RFC 4291, 2.5.5.2) is the IPv4 one.
    """
    try:
        ip = ipaddress.ip_address(_host(address))
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False))


def _host(address: str) -> str:
    """Without the port: `192.0.2.1:80`, `[2001:db8::1]:80` (RFC 3986, 3.2.2)."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


def caller(request: HttpRequest) -> str:
    """The address that reaches the site, or, behind the proxies of `BANJIE_PROXIES`, the one that
    the first of them saw. What a visitor claims beyond that is not looked at (ASVS 5.0, 4.1.3).
    """
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    depth: int = settings.BANJIE_PROXIES
    if depth and len(named) >= depth and named[-depth].strip():
        return str(named[-depth].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
