// How long a replay takes, how long it holds the event loop, and what memory it asks for; on both engines.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Charter } from '../../src/charter/charter.js';
import { replayDraft } from '../../src/journey/replay.js';
import { type Engine, engines } from '../engines.js';
import { aPlace, type Place } from '../journey/a-workplace.js';
import { aCharter } from '../make.js';
import { memoryOf } from './figures.js';

const DAY_MS = 86_400_000;
const TO = new Date('2026-11-01T00:00:00Z');
const FROM = new Date(TO.getTime() - 90 * DAY_MS);

const { values: asked } = parseArgs({
  options: {
    leads: { type: 'string', default: '10000' },
    signals: { type: 'string', default: '100000' },
  },
});
const [LEADS, SIGNALS] = [Number(asked.leads), Number(asked.signals)];

const { charter } = aCharter();
/** A larger company, more points, and nobody who has been written to before: a rule that time alone can open. */
const draft: Charter = {
  ...charter,
  criteria: charter.criteria.map((criterion) =>
    criterion.id === 'company_size'
      ? { ...criterion, rule: { fact: 'company.employees', between: [50, 1000] } }
      : criterion,
  ),
  mql: { ...charter.mql, threshold: 55 },
};
const patient: Charter = {
  ...draft,
  criteria: draft.criteria.map((criterion) =>
    criterion.id === 'location'
      ? {
          ...criterion,
          rule: {
            all: [criterion.rule ?? { fact: 'x', known: true }, { not: { signal: 'lost', withinDays: 30 } }],
          },
        }
      : criterion,
  ),
};

/** Leads over half a year, about two in three of them fitting, with signals over the thirty days after each came. */
const FILL = [
  `INSERT INTO lead (workspace, source, id, facts, email, arrived_at, assessed_at)
   SELECT $1, (ARRAY['web', 'webinar', 'crm', 'fair'])[1 + n % 4], 'lead-' || n, '{}', NULL, at, at
   FROM generate_series(1, $2::int) n, LATERAL (SELECT $3::timestamptz - make_interval(mins => (n * 7919) % 259200) AS at) t`,
  `INSERT INTO lead_facts (workspace, source, lead_id, facts, occurred_at, received_at, digest)
   SELECT workspace, source, id, jsonb_build_object('firstName', 'Robin', 'lastName', 'Ackroyd', 'email', id || '@example.com',
     'company.name', 'Ackroyd Legal', 'company.employees', 10 + abs(hashtext(id)) % 240, 'company.country',
     CASE WHEN abs(hashtext(id || 'c')) % 10 < 8 THEN 'AU' ELSE 'US' END, 'company.industry', 'Legal services'),
     arrived_at - interval '1 hour', arrived_at, 'one' FROM lead WHERE workspace = $1`,
  `INSERT INTO signal (workspace, source, id, lead_source, lead_id, type, occurred_at, received_at, value)
   SELECT l.workspace, l.source, l.id || '-' || n, l.source, l.id,
     (ARRAY['pricing_page_viewed', 'pricing_page_viewed', 'content_downloaded', 'content_downloaded', 'email_opened',
       'email_opened', 'pricing_guide_downloaded', 'demo_webinar_attended', 'demo_requested', 'lost'])[1 + abs(hashtext(l.id || n)) % 10],
     at, at + interval '1 minute', NULL
   FROM lead l, generate_series(1, $2::int) n,
     LATERAL (SELECT l.arrived_at + make_interval(mins => abs(hashtext(n || l.id)) % 43200) AS at) t WHERE l.workspace = $1`,
  `INSERT INTO handshake (workspace, id, source, lead_id, cycle, status, open, version, charter_version, offered_at, state, offered)
   SELECT workspace, workspace || id, source, id, 1, (ARRAY['accepted', 'rejected', 'qualified', 'offered'])[1 + abs(hashtext(id)) % 4],
     false, 1, 1, arrived_at, '{}', '{}' FROM lead WHERE workspace = $1 AND abs(hashtext(id || 'h')) % 4 = 0`,
];

async function fill({ database }: Place, workspace: string): Promise<void> {
  const [leads = '', facts = '', signals = '', handshakes = ''] = FILL;
  await database.bulk.query(leads, [workspace, LEADS, TO]);
  await database.bulk.query(facts, [workspace]);
  await database.bulk.query(signals, [workspace, Math.round(SIGNALS / LEADS)]);
  await database.bulk.query(handshakes, [workspace]);
  await database.bulk.query('VACUUM ANALYZE');
}

/** How late the timer was, and how long the thread of the event loop really worked meanwhile, ms. */
interface Hold {
  wall: number;
  cpu: number;
}

const TICK_MS = 1;

/** Watches the event loop with a timer. On a busy machine time passes that nobody here has used, so its own is told too. */
function watch(): () => { longest: Hold; cpu: number } {
  const longest: Hold = { wall: 0, cpu: 0 };
  const own = `/proc/self/task/${process.pid}/schedstat`;
  const cpu = (): number => Number(readFileSync(own, 'utf8').split(' ', 1)[0]) / 1e6;
  const began = cpu();
  let watching = true;
  void (async () => {
    for (let last: Hold = { wall: performance.now(), cpu: cpu() }; watching; ) {
      await pause(TICK_MS);
      const now = { wall: performance.now(), cpu: cpu() };
      longest.wall = Math.max(longest.wall, now.wall - last.wall - TICK_MS);
      longest.cpu = Math.max(longest.cpu, now.cpu - last.cpu);
      last = now;
    }
  })();
  return () => {
    watching = false;
    return { longest, cpu: cpu() - began };
  };
}

async function measure(engine: Engine): Promise<void> {
  const place = await aPlace(engine);
  try {
    const workplace = await place.workplace({ charter });
    await fill(place, workplace.store.workspace);
    for (const [name, tried] of Object.entries({ same: charter, stricter: draft, patient })) {
      const before = (await memoryOf(process.pid)).now;
      const end = watch();
      const start = performance.now();
      const replay = await replayDraft(workplace, { draft: tried, period: { from: FROM, to: TO } });
      const took = performance.now() - start;
      const { longest, cpu } = end();
      const memory = await memoryOf(process.pid);
      const whole = (figure: number): string => Math.round(figure).toLocaleString('en-AU');
      process.stdout.write(
        `| ${engine.name}, ${name} | ${whole(took)} | ${whole(cpu)} | ${longest.wall.toFixed(1)} | ${longest.cpu.toFixed(1)} ` +
          `| ${whole(before)} / ${whole(memory.now)} | ${replay.mqlNow} → ${replay.mqlDraft}, kept ${replay.kept} |\n`,
      );
    }
  } finally {
    await place.close();
  }
}

process.stdout.write(
  `${LEADS} leads with ${SIGNALS} signals, 90 days of 180

| replay | ms | CPU ms here | loop held at most, ms | of that CPU ms | memory before / after, MB | MQLs |
|---|---|---|---|---|---|---|
`,
);
for (const engine of engines) await measure(engine);
