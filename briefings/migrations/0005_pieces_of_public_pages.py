import django.db.models.deletion
from django.db import migrations, models

from briefings.models import triggers, version_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0004_search_by_rows'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(triggers.uninstall, migrations.RunPython.noop),
        migrations.CreateModel(
            name='PublicPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('point', 'Learning point'), ('question', 'Question'), ('recommendation', 'Recommendation')], max_length=20)),
                ('label', models.CharField(help_text='Its anchor on the page.', max_length=60)),
                ('section', models.CharField(help_text='The anchor of the section it stands in.', max_length=60)),
                ('position', models.PositiveIntegerField()),
                ('language', models.CharField(blank=True, help_text='Empty where it is that of the page.', max_length=10)),
                ('asked_of', models.CharField(blank=True, help_text='Whom a question is asked of.', max_length=20)),
                ('words', models.TextField(help_text='Without markup, on one line.')),
                ('html', models.TextField()),
            ],
            options={
                'ordering': ['page', 'position'],
            },
        ),
        migrations.AddField(
            model_name='publicpage',
            name='abbreviations',
            field=models.JSONField(default=list, help_text='Those it does not explain: the short form and its words.'),
        ),
        migrations.AddField(
            model_name='publicpage',
            name='contents',
            field=models.JSONField(default=list, help_text='Its headings: label, words, and those inside, nested.'),
        ),
        migrations.AddField(
            model_name='publicpage',
            name='story',
            field=models.TextField(blank=True, help_text='What happened, in a minute: some of the body, byte for byte.'),
        ),
        migrations.AddField(
            model_name='publicpage',
            name='story_language',
            field=models.CharField(blank=True, help_text='Empty where it is that of the page.', max_length=10),
        ),
        migrations.AddIndex(
            model_name='publicpage',
            index=models.Index(fields=['review_slug', '-published_at'], name='learning_of_one_review'),
        ),
        migrations.AddField(
            model_name='publicpiece',
            name='page',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='briefings.publicpage'),
        ),
        migrations.AddConstraint(
            model_name='publicpiece',
            constraint=models.UniqueConstraint(fields=('page', 'position'), name='a_piece_has_a_place'),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
        migrations.RunPython(version_triggers.install, migrations.RunPython.noop),
    ]
