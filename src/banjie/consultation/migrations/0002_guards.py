"""Sets the guards that span tables (`guards.py`)."""

from django.db import migrations

from banjie.consultation.guards import drop_guards, set_guards


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0001_initial"),
        ("people", "0001_initial"),
    ]
    operations = [migrations.RunPython(set_guards, drop_guards)]
