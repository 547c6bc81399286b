"""The database's own guard of the sealed record, below anything that Python can get wrong.

Plain triggers, not pgtrigger's: those can be switched off by a session variable.
"""

from django.db import migrations

GUARDS = """
-- The transaction as a whole, the same inside savepoints. A time is added, because numbers start
-- again in a restored database.
CREATE FUNCTION documents_transaction() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT txid_current()::text || '@' || extract(epoch FROM transaction_timestamp())::text
$$;

CREATE FUNCTION documents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the sealed record is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

-- Only the next link of the chain may be added.
CREATE FUNCTION documents_append_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head documents_recordhead%ROWTYPE;
    told jsonb := NEW.header::jsonb;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('documents_recordentry'));
    SELECT * INTO head FROM documents_recordhead;
    IF NOT FOUND THEN
        head.count := 0;
        head.entry_hash := repeat('0', 64);
    END IF;
    IF NEW.sequence IS DISTINCT FROM head.count + 1
        OR NEW.previous_hash IS DISTINCT FROM head.entry_hash
        OR NEW.entry_hash IS DISTINCT FROM
            encode(sha256(convert_to(NEW.header, 'UTF8')), 'hex')
        OR told->>'sequence' IS DISTINCT FROM NEW.sequence::text
        OR told->>'previous_hash' IS DISTINCT FROM NEW.previous_hash
        OR told->>'content_hash' IS DISTINCT FROM NEW.content_hash
        OR told->>'kind' IS DISTINCT FROM NEW.kind
        OR told->>'key' IS DISTINCT FROM NEW.key
        OR told->>'subject' IS DISTINCT FROM NEW.subject
    THEN
        RAISE EXCEPTION 'the sealed record takes only the next link of its chain'
            USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.written_in := documents_transaction();
    RETURN NEW;
END $$;

CREATE FUNCTION documents_move_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO documents_recordhead (id, count, entry_hash)
    VALUES (1, NEW.sequence, NEW.entry_hash)
    ON CONFLICT (id) DO UPDATE SET count = excluded.count, entry_hash = excluded.entry_hash;
    RETURN NULL;
END $$;

-- The head is moved by the trigger above and by nothing else.
CREATE FUNCTION documents_guard_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'the sealed record is append-only: % on its head is refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- Leaves come with their entry, in the same transaction, and are what their hash says.
CREATE FUNCTION documents_append_leaf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM documents_recordentry
                   WHERE sequence = NEW.entry_id AND written_in = documents_transaction())
        OR NEW.leaf_hash IS DISTINCT FROM encode(sha256(convert_to(
            NEW.salt || E'\\n' || NEW.path || E'\\n' || NEW.content, 'UTF8')), 'hex')
    THEN
        RAISE EXCEPTION 'a sealed value comes with its entry and matches its hash'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- The one way out: a leaf is blanked, and nothing else about it is touched, in the transaction
-- that appends the redaction which names it.
CREATE FUNCTION documents_guard_leaf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('documents.redaction', true) IS NOT DISTINCT FROM NEW.redacted_by_id::text
        AND OLD.content IS NOT NULL AND NEW.content IS NULL AND NEW.salt = ''
        AND NEW.file_id IS NOT DISTINCT FROM OLD.file_id
        AND (NEW.id, NEW.entry_id, NEW.position, NEW.path, NEW.leaf_hash)
            = (OLD.id, OLD.entry_id, OLD.position, OLD.path, OLD.leaf_hash)
        AND EXISTS (
            SELECT FROM documents_recordentry e JOIN documents_recordleaf l
                ON l.entry_id = e.sequence
            WHERE e.sequence = NEW.redacted_by_id AND e.kind = 'redaction'
                AND e.written_in = documents_transaction()
                AND l.path LIKE '/content/redacts/%' AND l.content = '"' || OLD.leaf_hash || '"')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the sealed record is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION documents_blank_leaf(leaf bigint, redaction bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('documents.redaction', redaction::text, true);
    UPDATE documents_recordleaf SET content = NULL, salt = '', redacted_by_id = redaction
    WHERE id = leaf;
    PERFORM set_config('documents.redaction', '', true);
END $$;

CREATE TRIGGER record_append BEFORE INSERT ON documents_recordentry
    FOR EACH ROW EXECUTE FUNCTION documents_append_entry();
CREATE TRIGGER record_head AFTER INSERT ON documents_recordentry
    FOR EACH ROW EXECUTE FUNCTION documents_move_head();
CREATE TRIGGER record_guard BEFORE UPDATE OR DELETE ON documents_recordentry
    FOR EACH ROW EXECUTE FUNCTION documents_refuse();
CREATE TRIGGER record_whole BEFORE TRUNCATE ON documents_recordentry
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse();
CREATE TRIGGER leaf_append BEFORE INSERT ON documents_recordleaf
    FOR EACH ROW EXECUTE FUNCTION documents_append_leaf();
CREATE TRIGGER leaf_guard BEFORE UPDATE ON documents_recordleaf
    FOR EACH ROW EXECUTE FUNCTION documents_guard_leaf();
CREATE TRIGGER leaf_delete BEFORE DELETE ON documents_recordleaf
    FOR EACH ROW EXECUTE FUNCTION documents_refuse();
CREATE TRIGGER leaf_whole BEFORE TRUNCATE ON documents_recordleaf
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse();
CREATE TRIGGER head_guard BEFORE INSERT OR UPDATE ON documents_recordhead
    FOR EACH ROW EXECUTE FUNCTION documents_guard_head();
CREATE TRIGGER head_delete BEFORE DELETE ON documents_recordhead
    FOR EACH ROW EXECUTE FUNCTION documents_refuse();
CREATE TRIGGER head_whole BEFORE TRUNCATE ON documents_recordhead
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse();
"""

REMOVED = """
DROP TRIGGER record_append ON documents_recordentry;
DROP TRIGGER record_head ON documents_recordentry;
DROP TRIGGER record_guard ON documents_recordentry;
DROP TRIGGER record_whole ON documents_recordentry;
DROP TRIGGER leaf_append ON documents_recordleaf;
DROP TRIGGER leaf_guard ON documents_recordleaf;
DROP TRIGGER leaf_delete ON documents_recordleaf;
DROP TRIGGER leaf_whole ON documents_recordleaf;
DROP TRIGGER head_guard ON documents_recordhead;
DROP TRIGGER head_delete ON documents_recordhead;
DROP TRIGGER head_whole ON documents_recordhead;
DROP FUNCTION documents_blank_leaf, documents_guard_leaf, documents_append_leaf,
    documents_guard_head, documents_move_head, documents_append_entry, documents_refuse,
    documents_transaction;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, REMOVED)]
