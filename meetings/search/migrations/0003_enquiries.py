"""Enquiries are found too. The database notes which of them change, as it does for meetings."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

NOTE = """
CREATE FUNCTION search_touch_enquiry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb;
  found bigint;
BEGIN
  FOREACH changed IN ARRAY ARRAY[to_jsonb(OLD), to_jsonb(NEW)] LOOP
    CONTINUE WHEN changed IS NULL;
    IF TG_ARGV[0] = 'response_id' THEN
      SELECT enquiry_id INTO found FROM enquiries_response
        WHERE id = (changed ->> 'response_id')::uuid;
    ELSE
      found := (changed ->> TG_ARGV[0])::bigint;
    END IF;
    IF found IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM search_touchedenquiry WHERE enquiry_id = found
        AND xmin = pg_current_xact_id()::xid
    ) THEN
      INSERT INTO search_touchedenquiry (enquiry_id) VALUES (found);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION search_touch_enquiry_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_touchedenquiry (enquiry_id)
    SELECT DISTINCT enquiry_id FROM enquiries_enquiryfile WHERE file_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER search_touch_enquiry_file AFTER UPDATE OF text ON documents_storedfile
  FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text)
  EXECUTE FUNCTION search_touch_enquiry_file();
INSERT INTO search_touchedenquiry (enquiry_id) SELECT id FROM enquiries_enquiry;
"""

WATCHED = {
    "enquiries_enquiry": "id",
    "enquiries_question": "enquiry_id",
    "enquiries_enquiryfile": "enquiry_id",
    "enquiries_response": "enquiry_id",
    "enquiries_submission": "response_id",
}


def triggers() -> str:
    return "\n".join(
        f"CREATE TRIGGER search_touch_enquiry AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION search_touch_enquiry('{column}');"
        for table, column in WATCHED.items()
    )


def drops() -> str:
    rows = [f"DROP TRIGGER search_touch_enquiry ON {table};" for table in WATCHED]
    return "\n".join(
        [
            *rows,
            "DROP TRIGGER search_touch_enquiry_file ON documents_storedfile;",
            "DROP FUNCTION search_touch_enquiry(); DROP FUNCTION search_touch_enquiry_file();",
        ]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0001_initial"),
        ("search", "0002_triggers"),
    ]
    operations = [
        migrations.CreateModel(
            name="TouchedEnquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "enquiry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="enquiries.enquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "høring ændret siden indekseringen",
                "verbose_name_plural": "høringer ændret siden indekseringen",
            },
        ),
        migrations.CreateModel(
            name="EnquiryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("title_words", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="enquiries.enquiry",
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="enquiries.response",
                    ),
                ),
            ],
            options={
                "verbose_name": "søgbar høring",
                "verbose_name_plural": "søgbare høringer",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="search_enquiry_words"
                    )
                ],
            },
        ),
        migrations.RunSQL(NOTE + triggers(), drops()),
    ]
