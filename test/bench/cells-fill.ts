// Handshakes by the million for the benchmark of the cells: two years of a company with campaigns, segments and reps.
import type { Sql } from '../../src/store/sql.js';

/** How many of each a company has. */
export const COMPANY = { sources: 8, campaigns: 40, segments: 5, reps: 25 };

export const DAYS = 728;
const CHUNK = 100_000;

/** A number from 0 to 1 that is always the same for one handshake and purpose. */
const chance = (purpose: number): string =>
  `((hashtextextended(n::text, ${purpose}) & 1048575) / 1048576.0)::float8`;

/**
 * One chunk, in the order of time: every handshake is offered and posted, most are answered, and so on to won or lost.
 * $1 workspace, $2 first, $3 last, $4 of how many, $5 when the two years begin, $6 a kept assessment.
 */
const PLANS = `CREATE TEMP TABLE plan AS
  SELECT n, 'h' || lpad(n::text, 9, '0') AS id, 'source ' || floor(c * ${COMPANY.sources} / ${COMPANY.campaigns}) AS source,
    'campaign ' || c AS campaign, 'segment ' || g AS segment, 'U' || r AS rep, offered_at,
    offered_at + make_interval(secs => 2 + 20 * ${chance(5)}) AS posted_at,
    offered_at + make_interval(secs => 60 - 7200 * ln(1 - 0.999 * ${chance(6)})) AS answered_at,
    CASE WHEN ${chance(7)} < 0.45 + 0.02 * g THEN 'accepted' WHEN ${chance(7)} < 0.9 THEN 'rejected' ELSE 'none' END AS answer,
    CASE WHEN ${chance(8)} < 0.5 THEN 'qualified' WHEN ${chance(8)} < 0.7 THEN 'handed_back' ELSE 'work' END AS work,
    CASE WHEN ${chance(9)} < 0.4 THEN 'won' WHEN ${chance(9)} < 0.8 THEN 'lost' ELSE 'open' END AS deal,
    make_interval(secs => 3600 + 864000 * ${chance(10)}) AS worked,
    make_interval(secs => 86400 + 5000000 * ${chance(11)}) AS dealt, ${chance(12)} < 0.8 AS touched,
    floor(1000 + 90000 * ${chance(13)}) AS value,
    (ARRAY['company_size', 'industry', 'location', 'budget'])[1 + floor(4 * ${chance(14)})::int] AS cited,
    (ARRAY['recycle', 'fix', 'archive', 'duplicate'])[1 + floor(4 * ${chance(15)})::int] AS next_step, ${chance(16)} < 0.6 AS replied
  FROM generate_series($1::int, $2::int) n,
    LATERAL (SELECT floor(${COMPANY.campaigns} * ${chance(1)}) AS c, floor(${COMPANY.segments} * ${chance(2)}) AS g,
      floor(${COMPANY.reps} * ${chance(3)}) AS r, $4::timestamptz + make_interval(secs => n * (${DAYS} * 86400.0 / $3::int)) AS offered_at) d`;

const STATUS = `CASE WHEN answer = 'none' THEN 'offered' WHEN answer = 'rejected' THEN 'rejected'
  WHEN work = 'work' THEN 'accepted' ELSE work END`;

const ABOUT = `jsonb_build_object('campaign', campaign, 'segment', segment, 'value', value)`;

const HANDSHAKES = `INSERT INTO handshake (workspace, id, source, lead_id, cycle, status, open, version, charter_version,
    offered_at, holder, state, offered)
  SELECT $1, id, source, id, 1, ${STATUS}, false, 1, 1, offered_at, rep, jsonb_build_object('about', ${ABOUT}), $2::jsonb
  FROM plan`;

const at = (instant: string): string => `to_char(${instant}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ANSWERED = 'greatest(answered_at, posted_at)';
const WORKED = `${ANSWERED} + worked`;

/** One row an event: what it is, when, and the rest of it. */
const EVENTS: [type: string, when: string, by: string, rest: string, where: string][] = [
  ['offered', 'offered_at', 'NULL', `'suggested', rep, 'about', ${ABOUT}`, 'true'],
  ['posted', 'posted_at', 'NULL', `'dueAt', ${at(`posted_at + interval '4 hours'`)}`, 'true'],
  ['accepted', ANSWERED, 'rep', `'undoUntil', ${at(ANSWERED)}`, `answer = 'accepted'`],
  [
    'touched',
    `${ANSWERED} + interval '1 hour'`,
    'rep',
    `'touchedAt', ${at(`${ANSWERED} + interval '1 hour'`)}`,
    `answer = 'accepted' AND touched`,
  ],
  [
    'rejected',
    ANSWERED,
    'rep',
    `'rejection', id, 'cited', jsonb_build_array(cited), 'other', false, 'contradicted', '[]'::jsonb, 'nextStep', next_step, 'nextOn', NULL`,
    `answer = 'rejected'`,
  ],
  [
    'acknowledged',
    `${ANSWERED} + interval '1 day'`,
    `'UMIA'`,
    `'rejection', id`,
    `answer = 'rejected' AND replied`,
  ],
  ['lapsed', `posted_at + interval '2 days'`, 'NULL', `'of', rep`, `answer = 'none'`],
  ['qualified', WORKED, 'rep', `'ticked', '[]'::jsonb`, `answer = 'accepted' AND work = 'qualified'`],
  [
    'handed_back',
    WORKED,
    'rep',
    `'rejection', id, 'cited', jsonb_build_array(cited), 'other', false, 'contradicted', '[]'::jsonb, 'nextStep', next_step, 'nextOn', NULL`,
    `answer = 'accepted' AND work = 'handed_back'`,
  ],
  [
    'won',
    `${WORKED} + dealt`,
    'NULL',
    `'wonAt', ${at(`${WORKED} + dealt`)}, 'value', value`,
    `answer = 'accepted' AND work = 'qualified' AND deal = 'won'`,
  ],
  [
    'lost',
    `${WORKED} + dealt`,
    'NULL',
    `'lostAt', ${at(`${WORKED} + dealt`)}`,
    `answer = 'accepted' AND work = 'qualified' AND deal = 'lost'`,
  ],
];

const HAPPENED = `INSERT INTO handshake_event (workspace, handshake_id, version, type, at, actor, charter_version, data)
  SELECT $1, id, row_number() OVER (PARTITION BY id ORDER BY place), type, at, by, 1,
    jsonb_build_object('type', type, 'at', ${at('at')}, 'by', by) || rest
  FROM (${EVENTS.map(
    ([type, when, by, rest, where], place) =>
      `SELECT id, ${place} AS place, '${type}' AS type, ${when} AS at, ${by}::text AS by, jsonb_build_object(${rest}) AS rest
       FROM plan WHERE ${where}`,
  ).join(' UNION ALL ')}) e ORDER BY id, place`;

/** Fills a workspace with so many; `offered` is the assessment that each is offered with. */
export async function fillCells(
  client: Sql,
  of: { workspace: string; size: number; from: Date; offered: unknown },
  told: (done: number) => void,
): Promise<void> {
  for (let first = 1; first <= of.size; first += CHUNK) {
    const last = Math.min(of.size, first + CHUNK - 1);
    await client.query('DROP TABLE IF EXISTS plan');
    await client.query(
      PLANS.replace(/\$(\d)/g, (_, place) => literal([first, last, of.size, of.from][place - 1])),
    );
    await client.query(HANDSHAKES, [of.workspace, JSON.stringify(of.offered)]);
    await client.query(HAPPENED, [of.workspace]);
    told(last);
  }
  await client.query('DROP TABLE plan');
}

/** A statement that makes a table takes no values. */
function literal(value: number | Date | undefined): string {
  return value instanceof Date ? `'${value.toISOString()}'` : String(value);
}
