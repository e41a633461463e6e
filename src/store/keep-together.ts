// Keeping decisions that were made at the same time: those of many clicks in one statement, none waiting for another.
import { columnsOf, keepOne, type Outcome } from './outcomes.js';
import { rowsOf, type Sql, type Statement } from './sql.js';

/**
 * Each is kept if its version still stands, whatever becomes of the others. A handshake that somebody else has in hand is
 * passed over, since all would wait for it. Messages are written in the order of their keys, so that two such statements
 * cannot wait for each other.
 */
const KEEP_TOGETHER: Statement = {
  name: 'handshake_keep_together',
  text: `WITH asked AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($2::jsonb) AS a(id text, before int, status text, open boolean, version int,
        holder text, "nextOn" text, "undoUntil" timestamptz, state jsonb, events jsonb, announcements jsonb,
        channel text, "nextLookAt" timestamptz)
    ), free AS MATERIALIZED (
      SELECT a.* FROM asked a CROSS JOIN LATERAL (SELECT id FROM handshake
        WHERE id = a.id AND workspace = $1 AND version = a.before FOR UPDATE SKIP LOCKED) h
    ), kept AS (
      UPDATE handshake h SET status = f.status, open = f.open, version = f.version, holder = f.holder,
        next_on = f."nextOn", undo_until = f."undoUntil", state = f.state
      FROM free f WHERE h.id = f.id AND h.version = f.before RETURNING h.charter_version, f.*
    ), watched AS (
      INSERT INTO watch (workspace, handshake_id, holder, next_nudge_at)
      SELECT $1, id, holder, "nextLookAt" FROM kept WHERE "nextLookAt" IS NOT NULL
      ON CONFLICT (handshake_id) DO UPDATE SET holder = excluded.holder, next_nudge_at = excluded.next_nudge_at, held = false
    ), unwatched AS (
      DELETE FROM watch w USING kept k WHERE w.handshake_id = k.id AND k."nextLookAt" IS NULL
    ), happened AS (
      INSERT INTO handshake_event (workspace, handshake_id, version, type, at, actor, charter_version, data)
      SELECT $1, k.id, k.before + e.place, e.data->>'type', (e.data->>'at')::timestamptz, e.data->>'by', k.charter_version, e.data
      FROM kept k CROSS JOIN LATERAL jsonb_array_elements(k.events) WITH ORDINALITY AS e(data, place)
    ), said AS (
      INSERT INTO message AS m (workspace, key, kind, handshake_id, thread, channel, next_try_at)
      SELECT DISTINCT ON (s.key) $1, s.key, s.kind, s.handshake, s.thread,
        coalesce(s."to", (SELECT t.channel FROM message t WHERE t.workspace = $1 AND t.key = s.thread), k.channel), now()
      FROM kept k CROSS JOIN LATERAL
        jsonb_to_recordset(k.announcements) AS s(key text, kind text, handshake text, thread text, "to" text)
      ORDER BY s.key
      ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL,
        next_try_at = CASE WHEN m.attempts = 0 THEN excluded.next_try_at ELSE m.next_try_at END
    ) SELECT id FROM kept`,
};

const asked = ({ before, after, events, announcements, channel, nextLookAt }: Outcome) => ({
  ...columnsOf(after),
  id: before.id,
  before: before.version,
  state: after,
  events,
  announcements,
  channel,
  nextLookAt,
});

/** Keeps decisions about different handshakes; returns the ids of those that were kept. */
async function keepAll(decisions: readonly Outcome[], sql: Sql, workspace: string): Promise<Set<string>> {
  const values = [workspace, JSON.stringify(decisions.map(asked))];
  const rows = await rowsOf<{ id: string }>(sql, KEEP_TOGETHER, values);
  return new Set(rows.map(({ id }) => id));
}

/** PostgreSQL's classes of errors that one decision may cause for all: it breaks a constraint, or was in another's way. */
const spoils = (error: unknown): boolean =>
  /^(23|40)/.test(String((error as { code?: unknown } | null)?.code));

/**
 * Keeps decisions without words together; says of each whether it was kept. What could not be kept with the others is
 * tried alone, waiting where it must, and nobody else waits for it.
 */
export async function keepTogether(
  decisions: readonly Outcome[],
  sql: Sql,
  workspace: string,
): Promise<(boolean | Promise<boolean>)[]> {
  const alone = (decision: Outcome): Promise<boolean> => keepOne(decision, sql, workspace);
  if (decisions.length === 1) return decisions.map(alone);
  const first = new Map(decisions.toReversed().map((decision) => [decision.before.id, decision]));
  const together = await keepAll([...first.values()], sql, workspace).catch((error: unknown) => {
    if (spoils(error)) return new Set<string>();
    throw error;
  });
  const kept = new Map([...first].map(([id, decision]) => [id, together.has(id) ? true : alone(decision)]));
  return decisions.map((decision) => {
    const { id } = decision.before;
    if (first.get(id) === decision) return kept.get(id) ?? false;
    // Kept or not, once the first decision about a handshake was tried the version that this one needs does not stand.
    return Promise.resolve(kept.get(id)).then(() => false);
  });
}
