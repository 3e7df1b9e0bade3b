import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("gapfinder", "0012_every_run_is_full")]

    operations = [
        migrations.CreateModel(
            name="GapQuote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("title", "Title"),
                            ("example", "Example"),
                            ("evidence", "Evidence"),
                            ("answer", "Answer"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text=(
                            "Among those of its role; of evidence, the article's."
                        ),
                    ),
                ),
                (
                    "sentence",
                    models.PositiveSmallIntegerField(
                        help_text=(
                            "Of a title: which of the question; empty: all of it."
                        ),
                        null=True,
                    ),
                ),
                (
                    "gap",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotes",
                        to="gapfinder.gap",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotes",
                        to="gapfinder.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "quote",
                "verbose_name_plural": "quotes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gap", "role", "position"), name="quote_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role", "title"), ("sentence", None), _connector="OR"
                        ),
                        name="quote_sentence_of_title",
                    ),
                ],
            },
        ),
    ]
