// npm run faults:nudges -- [--leads 20000] [--days 365] [--seed N]: a simulated year of nudges with faults, told as a table.
// It runs on PostgreSQL where TEST_DATABASE_URL names one, else on the embedded engine.
import { parseArgs } from 'node:util';
import { engines } from '../engines.js';
import { aPlace } from '../journey/a-workplace.js';
import { nudgeVerdict } from './nudge-verdict.js';
import { liveThrough } from './nudge-year.js';

const FAULTS_SHOWN = 20;

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '20000' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [leads, days, seed] = [values.leads, values.days, values.seed].map(Number);
if (
  ![leads, days, seed].every(Number.isInteger) ||
  leads === undefined ||
  days === undefined ||
  seed === undefined
) {
  process.stderr.write(
    '--leads, --days and --seed must be whole numbers, e.g. --leads 2000 --days 60 --seed 7.\n',
  );
  process.exit(2);
}
const engine = engines.at(-1);
if (engine === undefined) throw new Error('there is no engine to run on');

const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`${leads} leads in ${days} days with seed ${seed} on ${engine.name}`);
const place = await aPlace(engine);
const begun = performance.now();
const seen = await liveThrough(place, { leads, days, seed });
const { rungs, messages, ...faults } = await nudgeVerdict(place, seen);
const rows: [string, number][] = [
  ['sweeps', seen.sweeps],
  ['transactions killed', seen.kills],
  ['rungs said', rungs],
  ['messages', messages],
  ['messages that Slack heard', seen.heard.length],
  ['leaves', seen.leaves.length],
  ['rungs or messages twice', faults.twice.length],
  ['outside hours', faults.outsideHours.length],
  ['beyond the cap', faults.beyondTheCap.length],
  ['in a leave', faults.inALeave.length],
  ['rungs without their message, or messages without their rung', faults.unsaid.length],
  ['rungs missed', faults.missed.length],
  ['seconds', Math.round((performance.now() - begun) / 1000)],
];
say(['| what | how many |', '|---|---|', ...rows.map(([what, many]) => `| ${what} | ${many} |`)].join('\n'));
await place.close();
const found = Object.values(faults).flat();
for (const fault of found.slice(0, FAULTS_SHOWN)) say(`- ${fault}`);
process.exit(found.length === 0 ? 0 : 1);
