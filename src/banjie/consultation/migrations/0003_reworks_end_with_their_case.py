from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('consultation', '0002_guards'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='rework',
            name='ended_on',
        ),
    ]
