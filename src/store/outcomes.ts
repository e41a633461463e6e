// One decision about a handshake, kept under the version that it was made on, so that of two answers only one wins.
import type { Announcement } from '../handshake/announcement.js';
import { type Handshake, type HandshakeEvent, type Instant, isOpen } from '../handshake/handshake.js';
import type { SpokenReasons, SpokenReply } from './spoken-words.js';
import { rowsOf, type Sql, type Statement } from './sql.js';

/** One decision to keep: the events that lead from `before` to `after`, and what is owed to be said. */
export interface Outcome {
  before: Handshake;
  after: Handshake;
  events: HandshakeEvent[];
  announcements: Announcement[];
  channel: string;
  /** When a sweep is to look at it: see `nextLookAt`. */
  nextLookAt: Instant | null;
  reasons?: SpokenReasons;
  /** What was said of a rejection, in the words of who said it. */
  reply?: SpokenReply;
}

/**
 * Each decision is kept if its version still stands, whatever becomes of the others. The lists of ids keep lookups by
 * them lookups: joined by its id alone, a table that was small when the statement was planned is walked through as a whole.
 * Messages are written in the order of their keys, so that two such statements cannot wait for each other. A reply goes
 * where the message is that it hangs under, also when another channel was set up since.
 */
export const keptOf = (inHand: 'wait for it' | 'pass it over'): string => `WITH asked AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS a(id text, before int, status text, open boolean, version int,
      holder text, "nextOn" text, "undoUntil" timestamptz, state jsonb, events jsonb, announcements jsonb,
      channel text, "nextLookAt" timestamptz)
  ), free AS MATERIALIZED (
    SELECT a.* FROM asked a CROSS JOIN LATERAL (SELECT id FROM handshake
      WHERE id = a.id AND workspace = $1 AND version = a.before FOR UPDATE ${inHand === 'pass it over' ? 'SKIP LOCKED' : ''}) h
  ), kept AS (
    UPDATE handshake h SET status = f.status, open = f.open, version = f.version, holder = f.holder,
      next_on = f."nextOn", undo_until = f."undoUntil", state = f.state
    FROM free f WHERE h.id = ANY (ARRAY(SELECT id FROM free)) AND h.id = f.id AND h.version = f.before
    RETURNING h.charter_version, f.*
  ), watched AS (
    INSERT INTO watch (workspace, handshake_id, holder, next_nudge_at)
    SELECT $1, id, holder, "nextLookAt" FROM kept WHERE "nextLookAt" IS NOT NULL
    ON CONFLICT (handshake_id) DO UPDATE SET holder = excluded.holder, next_nudge_at = excluded.next_nudge_at, held = false
  ), unwatched AS (
    DELETE FROM watch WHERE handshake_id = ANY (ARRAY(SELECT id FROM kept WHERE "nextLookAt" IS NULL))
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
  )`;

const KEPT = keptOf('wait for it');

/** One statement, so one round trip and one transaction: nothing is kept unless the version still stands. */
const KEEP: Statement = { name: 'handshake_keep', text: `${KEPT} SELECT id FROM kept` };

/** The same, with the rep's words. Apart, because a click on Accept need not pay for what it does not say. */
const KEEP_WITH_REASONS: Statement = {
  name: 'handshake_keep_with_reasons',
  text: `${KEPT}, explained AS (
    INSERT INTO rejection (workspace, id, handshake_id, kind, by, at, other, note, contradiction, next_step, next_on)
    SELECT $1, r.id, kept.id, r.kind, r.by, r.at, r.other, r.note, r.contradiction, r."nextStep", r."nextOn"
    FROM kept, jsonb_to_recordset($3::jsonb) AS r(id text, kind text, by text, at timestamptz, other boolean,
      note text, contradiction text, "nextStep" text, "nextOn" text)
    RETURNING id
  ), cited AS (
    INSERT INTO rejection_criterion (rejection_id, criterion, verdict, value, contradicted)
    SELECT explained.id, c.criterion, c.verdict, c.value, c.contradicted
    FROM explained, jsonb_to_recordset($4::jsonb) AS c(criterion text, verdict text, value text, contradicted boolean)
  ) SELECT id FROM kept`,
};

/** The same, with what marketing or a manager says of a rejection. */
const KEEP_WITH_REPLY: Statement = {
  name: 'handshake_keep_with_reply',
  text: `${KEPT}, answered AS (
    UPDATE rejection r SET answered_at = $6::timestamptz FROM kept
    WHERE r.workspace = $1 AND r.id = $3 AND r.answered_at IS NULL
  ), worded AS (
    INSERT INTO rejection_reply (workspace, rejection_id, kind, by, at, words)
    SELECT $1, $3, $4, $5, $6::timestamptz, $7 FROM kept WHERE $7::text <> ''
    ON CONFLICT (rejection_id, kind) DO UPDATE SET by = excluded.by, at = excluded.at, words = excluded.words
  ) SELECT id FROM kept`,
};

const holderOf = (handshake: Handshake): string | null =>
  handshake.status === 'offered' ? handshake.suggested : handshake.by;

/** The columns that queries look at, folded out of the state. */
export const columnsOf = (handshake: Handshake) => ({
  status: handshake.status,
  open: isOpen(handshake),
  version: handshake.version,
  holder: holderOf(handshake),
  nextOn: 'nextOn' in handshake ? handshake.nextOn : null,
  undoUntil: handshake.status === 'accepted' ? handshake.undoUntil : null,
});

/** Decisions as the statements here read them. */
export const decisionsJson = (decisions: readonly Outcome[]): string =>
  JSON.stringify(
    decisions.map(({ before, after, events, announcements, channel, nextLookAt }) => ({
      ...columnsOf(after),
      id: before.id,
      before: before.version,
      state: after,
      events,
      announcements,
      channel,
      nextLookAt,
    })),
  );

async function isKept(sql: Sql, statement: Statement, values: unknown[]): Promise<boolean> {
  return (await rowsOf(sql, statement, values)).length === 1;
}

/** Keeps one decision. False when the handshake has moved on since it was loaded: then nothing is kept. */
export async function keepOne(outcome: Outcome, sql: Sql, workspace: string): Promise<boolean> {
  const { reasons, reply } = outcome;
  const values = [workspace, decisionsJson([outcome])];
  if (reasons !== undefined) {
    const cited = reasons.verdicts.map((each) => ({
      ...each,
      contradicted: reasons.contradicted.includes(each.criterion),
    }));
    return isKept(sql, KEEP_WITH_REASONS, [...values, JSON.stringify([reasons]), JSON.stringify(cited)]);
  }
  if (reply === undefined) return isKept(sql, KEEP, values);
  const { rejection, kind, by, at, words } = reply;
  return isKept(sql, KEEP_WITH_REPLY, [...values, rejection, kind, by, at, words]);
}
