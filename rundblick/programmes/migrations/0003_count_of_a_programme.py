import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_history_of_the_house"),
        ("programmes", "0002_from_nomination_to_attendance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeCount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("effects", "was sich ändern würde"), ("overview", "Überblick")], max_length=10
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("draft_version", models.PositiveIntegerField(blank=True, null=True)),
                ("as_of", models.DateField(verbose_name="Stichtag")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "wartet"),
                            ("running", "wird gerechnet"),
                            ("done", "fertig"),
                            ("failed", "fehlgeschlagen"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("result", models.JSONField(default=dict)),
                ("ordered_at", models.DateTimeField()),
                ("counted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="programmes.definitiondraft",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-ordered_at"],
                "indexes": [models.Index(fields=["code", "kind", "-ordered_at"], name="count_by_programme")],
            },
        ),
    ]
