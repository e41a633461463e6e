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

/** A reply goes where the message is that it hangs under, also when another channel was set up since. */
const KEPT = `WITH kept AS (
    UPDATE handshake SET status = $4, open = $5, version = $6, holder = $7, next_on = $8,
      undo_until = $9::timestamptz, state = $10::jsonb
    WHERE workspace = $1 AND id = $2 AND version = $3 RETURNING id, charter_version
  ), watched AS (
    INSERT INTO watch (workspace, handshake_id, holder, next_nudge_at) SELECT $1, id, $7, $14 FROM kept
    WHERE $14::timestamptz IS NOT NULL
    ON CONFLICT (handshake_id) DO UPDATE SET holder = excluded.holder, next_nudge_at = excluded.next_nudge_at, held = false
  ), unwatched AS (
    DELETE FROM watch USING kept WHERE handshake_id = kept.id AND $14::timestamptz IS NULL
  ), happened AS (
    INSERT INTO handshake_event (workspace, handshake_id, version, type, at, actor, charter_version, data)
    SELECT $1, kept.id, e.version, e.data->>'type', (e.data->>'at')::timestamptz, e.data->>'by', kept.charter_version, e.data
    FROM kept, jsonb_to_recordset($11::jsonb) AS e(version int, data jsonb)
  ), said AS (
    INSERT INTO message AS m (workspace, key, kind, handshake_id, thread, channel, next_try_at)
    SELECT $1, a.key, a.kind, a.handshake, a.thread,
      coalesce(a."to", (SELECT t.channel FROM message t WHERE t.workspace = $1 AND t.key = a.thread), $13), now()
    FROM kept, jsonb_to_recordset($12::jsonb) AS a(key text, kind text, handshake text, thread text, "to" text)
    ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL,
      next_try_at = CASE WHEN m.attempts = 0 THEN excluded.next_try_at ELSE m.next_try_at END
  )`;

/** One statement, so one round trip and one transaction: nothing is kept unless the version still stands. */
const KEEP: Statement = { name: 'handshake_keep', text: `${KEPT} SELECT id FROM kept` };

/** The same, with the rep's words. Apart, because a click on Accept need not pay for what it does not say. */
const KEEP_WITH_REASONS: Statement = {
  name: 'handshake_keep_with_reasons',
  text: `${KEPT}, explained AS (
    INSERT INTO rejection (workspace, id, handshake_id, kind, by, at, other, note, contradiction, next_step, next_on)
    SELECT $1, r.id, kept.id, r.kind, r.by, r.at, r.other, r.note, r.contradiction, r."nextStep", r."nextOn"
    FROM kept, jsonb_to_recordset($15::jsonb) AS r(id text, kind text, by text, at timestamptz, other boolean,
      note text, contradiction text, "nextStep" text, "nextOn" text)
    RETURNING id
  ), cited AS (
    INSERT INTO rejection_criterion (rejection_id, criterion, verdict, value, contradicted)
    SELECT explained.id, c.criterion, c.verdict, c.value, c.contradicted
    FROM explained, jsonb_to_recordset($16::jsonb) AS c(criterion text, verdict text, value text, contradicted boolean)
  ) SELECT id FROM kept`,
};

/** The same, with what marketing or a manager says of a rejection. */
const KEEP_WITH_REPLY: Statement = {
  name: 'handshake_keep_with_reply',
  text: `${KEPT}, answered AS (
    UPDATE rejection r SET answered_at = $18::timestamptz FROM kept
    WHERE r.workspace = $1 AND r.id = $15 AND r.answered_at IS NULL
  ), worded AS (
    INSERT INTO rejection_reply (workspace, rejection_id, kind, by, at, words)
    SELECT $1, $15, $16, $17, $18::timestamptz, $19 FROM kept WHERE $19::text <> ''
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

const json = (value: unknown): string => JSON.stringify(value);

async function isKept(sql: Sql, statement: Statement, values: unknown[]): Promise<boolean> {
  return (await rowsOf(sql, statement, values)).length === 1;
}

/** Keeps one decision. False when the handshake has moved on since it was loaded: then nothing is kept. */
export async function keepOne(outcome: Outcome, sql: Sql, workspace: string): Promise<boolean> {
  const { before, after, events, announcements, channel, nextLookAt, reasons, reply } = outcome;
  const { status, open, version, holder, nextOn, undoUntil } = columnsOf(after);
  const numbered = events.map((data, index) => ({ version: before.version + index + 1, data }));
  const cited = reasons?.verdicts.map((each) => ({
    ...each,
    contradicted: reasons.contradicted.includes(each.criterion),
  }));
  const values = [
    workspace,
    before.id,
    before.version,
    status,
    open,
    version,
    holder,
    nextOn,
    undoUntil,
    json(after),
    json(numbered),
    json(announcements),
    channel,
    nextLookAt,
  ];
  if (reasons !== undefined) return isKept(sql, KEEP_WITH_REASONS, [...values, json([reasons]), json(cited)]);
  if (reply === undefined) return isKept(sql, KEEP, values);
  const { rejection, kind, by, at, words } = reply;
  return isKept(sql, KEEP_WITH_REPLY, [...values, rejection, kind, by, at, words]);
}
