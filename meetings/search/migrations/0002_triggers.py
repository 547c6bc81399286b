"""The database notes which meetings change, whoever changes them: verbs, the archive, a redaction."""

from django.db import migrations

NOTE = """
CREATE FUNCTION search_touch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb;
  item uuid;
  found bigint;
BEGIN
  FOREACH changed IN ARRAY ARRAY[to_jsonb(OLD), to_jsonb(NEW)] LOOP
    CONTINUE WHEN changed IS NULL;
    CASE TG_ARGV[0]
      WHEN 'meeting' THEN found := (changed ->> TG_ARGV[1])::bigint;
      WHEN 'item' THEN
        item := (changed ->> TG_ARGV[1])::uuid;
        SELECT meeting_id INTO found FROM meetings_agendaitem WHERE id = item;
      WHEN 'attachment' THEN
        SELECT i.meeting_id INTO found FROM meetings_attachment a
          JOIN meetings_agendaitem i ON i.id = a.item_id
          WHERE a.id = (changed ->> 'attachment_id')::uuid;
      WHEN 'decision' THEN
        SELECT i.meeting_id INTO found FROM meetings_decision d
          JOIN meetings_agendaitem i ON i.id = d.item_id
          WHERE d.id = (changed ->> 'decision_id')::bigint;
    END CASE;
    IF found IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM search_touched WHERE meeting_id = found
        AND xmin = pg_current_xact_id()::xid
    ) THEN
      INSERT INTO search_touched (meeting_id) VALUES (found);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION search_touch_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_touched (meeting_id)
    SELECT DISTINCT i.meeting_id FROM meetings_attachmentversion v
    JOIN meetings_attachment a ON a.id = v.attachment_id
    JOIN meetings_agendaitem i ON i.id = a.item_id WHERE v.file_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER search_touch_file AFTER UPDATE OF text ON documents_storedfile
  FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION search_touch_file();
INSERT INTO search_touched (meeting_id) SELECT id FROM meetings_meeting;
"""

WATCHED = {
    "meetings_meeting": ("meeting", "id"),
    "meetings_agendaitem": ("meeting", "meeting_id"),
    "meetings_agendaversion": ("meeting", "meeting_id"),
    "meetings_minutesversion": ("meeting", "meeting_id"),
    "meetings_recommendation": ("item", "item_id"),
    "meetings_statement": ("item", "item_id"),
    "meetings_itemguest": ("item", "item_id"),
    "meetings_decision": ("item", "item_id"),
    "meetings_followup": ("item", "item_id"),
    "meetings_attachment": ("item", "item_id"),
    "meetings_agendaitem_concerned_parties": ("item", "agendaitem_id"),
    "meetings_attachmentversion": ("attachment", ""),
    "meetings_position": ("decision", ""),
}


def triggers() -> str:
    return "\n".join(
        f"CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION search_touch('{how}', '{column}');"
        for table, (how, column) in WATCHED.items()
    )


def drops() -> str:
    rows = [f"DROP TRIGGER search_touch ON {table};" for table in WATCHED]
    return "\n".join(
        [
            *rows,
            "DROP TRIGGER search_touch_file ON documents_storedfile;",
            "DROP FUNCTION search_touch(); DROP FUNCTION search_touch_file();",
        ]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("documents", "0002_record_guards"),
    ]
    operations = [migrations.RunSQL(NOTE + triggers(), drops())]
