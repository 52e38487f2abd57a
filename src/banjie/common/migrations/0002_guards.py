"""Sets the guards of the audit log (`audit_guards.py`)."""

from django.db import migrations

from banjie.common.audit_guards import GUARDS
from banjie.common.guards import set_guards


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]
    operations = [set_guards(GUARDS)]
