import banjie.common.clock
import banjie.documents.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('common', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('file', models.FileField(max_length=200, upload_to=banjie.documents.models._document_path)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('received', 'received'), ('read', 'read'), ('failed', 'could not be read')], default='received', max_length=8)),
                ('error', models.JSONField(blank=True, default=dict)),
                ('uploaded_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='people.unit')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-uploaded_at', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('unit', 'sha256'), name='same_bytes_one_document')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reader_version', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('result', models.JSONField()),
                ('made_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='AttachmentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='kept_text', to='common.attachment')),
            ],
        ),
    ]
