"""Triggers for the rules that span tables; `banjie/supervision/guards.py` words them."""

from django.db import migrations

from banjie.supervision.guards import drop_guards, set_guards


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial"), ("people", "0001_initial")]
    operations = [migrations.RunPython(set_guards, drop_guards)]
