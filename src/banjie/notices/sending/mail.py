"""Mail: one message for one recipient, plain text, from the site's one address."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage

from banjie.notices.sending.reasons import NotSent


def send(to: str, subject: str, text: str) -> None:
    """Hand the mail to the site's mail server; raises `NotSent`."""
    if not settings.DEFAULT_FROM_EMAIL:
        raise NotSent("no-mail")
    message = EmailMessage(subject, text, to=[to], headers={"Auto-Submitted": "auto-generated"})
    try:
        message.send()
    except BadHeaderError:
        raise NotSent("subject") from None
    except smtplib.SMTPRecipientsRefused as error:
        [(number, _words)] = error.recipients.values()
        raise NotSent("mailbox", again=number < 500, detail=number) from None
    except smtplib.SMTPResponseException as error:
        raise NotSent("mail-server", again=True, detail=error.smtp_code) from None
    except (smtplib.SMTPException, OSError):
        raise NotSent("mail-server", again=True) from None
