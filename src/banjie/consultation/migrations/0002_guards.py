"""Sets the guards that span tables (`guards.py`)."""

from django.db import migrations

from banjie.common.guards import set_guards
from banjie.consultation.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0001_initial"),
        ("people", "0001_initial"),
    ]
    operations = [set_guards(GUARDS)]
