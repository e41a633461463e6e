// npm run bench:nudges -- [--sizes 10000,100000,1000000]: what the sweep of nudges costs with many handshakes, and how it grows.
// Nothing is due, a thousand are, and fifty thousand after a standstill. It needs TEST_DATABASE_URL of a PostgreSQL server.
import { parseArgs } from 'node:util';
import { nudge } from '../../src/journey/nudge.js';
import { answerDue, markPosted } from '../../src/journey/offer.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, type Place } from '../journey/a-workplace.js';
import { minutesFromNow, NOW } from '../make.js';
import { median } from './figures.js';

const { values: asked } = parseArgs({
  options: { sizes: { type: 'string', default: '10000,100000,1000000' } },
});
const SIZES = asked.sizes.split(',').map(Number);
if (SIZES.some((size) => !Number.isInteger(size) || size < 1)) {
  process.stderr.write('--sizes must be whole numbers, e.g. --sizes 10000,100000.\n');
  process.exit(2);
}
/** How many are due, and how long the sweep may take then, in ms, whatever the size. */
const DUE = [
  { due: 0, aimMs: 2 },
  { due: 1_000, aimMs: 2_000 },
  { due: 50_000, aimMs: 1_700 },
] as const;
const REPS = 500;
const ROUNDS = 5;

/** Four working hours before NOW and two: half of what is due is for the thread, half for a rep. */
const FILL = [
  `INSERT INTO handshake (workspace, id, source, lead_id, cycle, email, status, open, version, charter_version, offered_at,
     holder, state, offered)
   SELECT h.workspace, made.id, 'web', 'lead-' || n, 1, made.id || '@example.com', CASE WHEN made.open THEN 'offered' ELSE 'qualified' END,
     made.open, h.version, h.charter_version, h.offered_at, made.rep,
     h.state || jsonb_build_object('id', made.id, 'lead', jsonb_build_object('source', 'web', 'id', 'lead-' || n), 'suggested', made.rep,
       'told', CASE WHEN n % 2 = 0 THEN '[{"clock": "answer", "atPercent": 50, "who": "rep", "to": "UREP1", "at": "2026-11-10T00:00:00.000Z"}]'::jsonb ELSE '[]' END,
       'postedAt', CASE WHEN n % 2 = 0 THEN $3::text ELSE $4::text END),
     h.offered
   FROM handshake h, generate_series(1, $2::int) AS n,
     LATERAL (SELECT gen_random_uuid()::text AS id, n % 2 = 0 OR n % 5 <> 0 AS open, 'UREP' || n % ${REPS} AS rep) AS made
   WHERE h.workspace = $1 AND h.lead_id = 'template'`,
  `INSERT INTO watch (workspace, handshake_id, holder, next_nudge_at)
   SELECT workspace, id, holder, $2::timestamptz + interval '1 day' FROM handshake
   WHERE workspace = $1 AND open AND lead_id <> 'template'`,
  `INSERT INTO message (workspace, key, kind, handshake_id, channel, wanted, sent, ts, next_try_at)
   SELECT workspace, 'card:' || id, 'card', id, 'CHANDSHAKE', 1, 1, '1', now() FROM handshake
   WHERE workspace = $1 AND lead_id <> 'template'`,
];

async function fill({ database }: Place, { store }: Workplace, size: number): Promise<void> {
  const [handshakes = '', watches = '', cards = ''] = FILL;
  const [before, late] = [minutesFromNow(-16 * 60 - 4 * 60 - 30), minutesFromNow(-16 * 60 - 2 * 60 - 30)];
  const client = await database.bulk.connect();
  await client.query('SET statement_timeout = 0');
  await client.query(handshakes, [store.workspace, size, before.toISOString(), late.toISOString()]);
  await client.query(watches, [store.workspace, NOW]);
  await client.query(cards, [store.workspace]);
  await client.query('VACUUM ANALYZE');
  client.release(true);
}

/** Makes so many of the open ones due that were not, spread over the table. */
const makeDue = ({ database }: Place, { store }: Workplace, many: number): Promise<unknown> =>
  database.bulk.query(
    `UPDATE watch SET next_nudge_at = $2 WHERE handshake_id IN (
       SELECT id FROM handshake WHERE workspace = $1 AND open AND version = 2 AND lead_id <> 'template' ORDER BY id LIMIT $3)`,
    [store.workspace, NOW, many],
  );

/** The median ms of a sweep for each of DUE; null where the table is too small for it. */
async function measure(size: number): Promise<(number | null)[]> {
  const server = engines.find(({ name }) => name === 'PostgreSQL');
  if (server === undefined) throw new Error('set TEST_DATABASE_URL to the address of a PostgreSQL server');
  const place = await aPlace(server);
  try {
    const workplace = await place.workplace();
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('template')] })]);
    const [template] = await place.handshakes(workplace);
    const id = template?.id ?? '';
    await markPosted(workplace, id, NOW, await answerDue(workplace, id, NOW));
    await fill(place, workplace, size);
    await place.database.bulk.query('DELETE FROM watch WHERE handshake_id = $1', [id]);
    const figures: (number | null)[] = [];
    for (const { due: many } of DUE) {
      if (many > size / 2) {
        figures.push(null);
        continue;
      }
      const taken: number[] = [];
      // Fifty thousand are due once: they would use a smaller table up.
      for (let round = 0; round < (many > 1_000 ? 1 : ROUNDS); round++) {
        if (many > 0) await makeDue(place, workplace, many);
        await place.database.bulk.query('CHECKPOINT');
        const begun = performance.now();
        const said = await nudge(workplace);
        taken.push(performance.now() - begun);
        if (said !== many) throw new Error(`${said} of ${many} rungs were said`);
      }
      figures.push(median(taken));
    }
    return figures;
  } finally {
    await place.close();
  }
}

const whole = (figure: number): string => figure.toLocaleString('en-AU');

/** A figure, and by how much it grew since the size before. */
function cell(figure: number | null, before: number | null): string {
  if (figure === null) return '–';
  return `${figure.toFixed(1)}${before === null ? '' : ` (×${(figure / before).toFixed(1)})`}`;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
say('ms of one sweep on PostgreSQL, the median, and how many times that of the size before\n');
say(`| handshakes | ${DUE.map(({ due }) => `${whole(due)} due`).join(' | ')} |`);
say(`|---|${'---|'.repeat(DUE.length)}`);
let before: (number | null)[] = [];
for (const size of SIZES) {
  const figures = await measure(size);
  say(`| ${whole(size)} | ${figures.map((figure, n) => cell(figure, before[n] ?? null)).join(' | ')} |`);
  before = figures;
}
say(`| aimed at, at most | ${DUE.map(({ aimMs }) => whole(aimMs)).join(' | ')} |`);
const met = DUE.map(({ aimMs }, n) => {
  const figure = before[n] ?? null;
  if (figure === null) return '–';
  return figure <= aimMs ? 'met' : 'not met';
});
say(`| with ${whole(SIZES.at(-1) ?? 0)} | ${met.join(' | ')} |`);
