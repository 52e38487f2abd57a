"""Where a request comes from, as coarsely as it is ever looked at."""

from __future__ import annotations

import ipaddress


def prefix(address: str) -> str:
    """The network of an address (IPv4 /24, IPv6 /48); '' for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False))
