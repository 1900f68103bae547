import django.db.models.deletion
from django.db import migrations, models

from briefings.models.vocabulary_triggers import install, uninstall


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0010_public_words_stay_as_approved'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicVocabulary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=82, unique=True)),
                ('stem', models.CharField(db_index=True, max_length=82)),
                ('pages', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name_plural': 'public vocabulary',
            },
        ),
        migrations.CreateModel(
            name='PublicWords',
            fields=[
                ('passage', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='as_words', serialize=False, to='briefings.publicpassage')),
                ('is_whole', models.BooleanField(help_text='The page as a whole, not one thing it says.')),
                ('heading', models.TextField(blank=True)),
                ('labels', models.TextField(blank=True)),
                ('text', models.TextField()),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='briefings.publicpage')),
            ],
        ),
        migrations.CreateModel(
            name='PublicTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=82)),
                ('stem', models.CharField(max_length=82)),
                ('weight', models.PositiveSmallIntegerField()),
                ('page', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='briefings.publicpage')),
            ],
            options={
                'indexes': [models.Index(fields=['stem', 'page', 'weight'], name='pages_that_say_a_word')],
                'constraints': [models.UniqueConstraint(fields=('page', 'word'), name='a_page_has_a_word_once')],
            },
        ),
        migrations.RunPython(install, uninstall),
    ]
