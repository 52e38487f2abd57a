import banjie.common.clock
import banjie.common.sealing
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('means', models.CharField(choices=[('email', 'e-mail'), ('wecom', 'WeCom group bot'), ('dingtalk', 'DingTalk group bot'), ('feishu', 'Feishu group bot'), ('webhook', 'webhook')], max_length=10)),
                ('values', banjie.common.sealing.SealedField(purpose='banjie.channel')),
                ('masked', models.CharField(max_length=100)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='people.unit')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='channels', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('unit__isnull', False), ('user__isnull', True)), models.Q(('unit__isnull', True), ('user__isnull', False)), _connector='OR'), name='channel_of_a_unit_or_an_account')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('duties', models.JSONField(blank=True, default=list)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField(blank=True)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('asks', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('draft', 'waits to be looked at'), ('held', 'held back'), ('ready', 'goes out when due'), ('sent', 'sent'), ('cancelled', 'cancelled')], default='draft', max_length=10)),
                ('due', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=0)),
                ('written_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to='people.unit')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='people.unit')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['state', 'due'], name='notice_due'), models.Index(fields=['office', 'state'], name='notice_outbox')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('unit__isnull', False), ('user__isnull', True)), models.Q(('unit__isnull', True), ('user__isnull', False)), _connector='OR'), name='notice_to_a_unit_or_an_account')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('means', models.CharField(max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sending', 'being sent'), ('sent', 'sent'), ('failed', 'failed'), ('read', 'opened')], default='waiting', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField(null=True)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('channel', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='deliveries', to='notices.channel')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='people.unit')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notices.notice')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['state', 'next_try'], name='delivery_due'), models.Index(fields=['user', 'means', 'state'], name='delivery_inbox')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('means', 'site')), fields=('notice', 'user'), name='on_the_site_once'), models.UniqueConstraint(fields=('notice', 'channel'), name='by_each_channel_once')],
            },
        ),
    ]
