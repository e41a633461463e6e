// npm run bench:cells -- [--sizes 10000,100000] [--seconds 10] [--rounds 3]: what reading all of history costs as it grows,
// beside plain SQL over the handshakes in the same run, and what keeping the cells costs intake. Needs TEST_DATABASE_URL.
import { parseArgs } from 'node:util';
import { engines } from '../engines.js';
import { intakeCost } from './cells-intake.js';
import { plain, questions } from './cells-questions.js';
import { type Grown, measure } from './cells-size.js';
import { median } from './figures.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});
const sizes = values.sizes
  .split(',')
  .map(Number)
  .filter((size) => size > 0);
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const whole = (figure: number): string => Math.round(figure).toLocaleString('en-AU');
const pair = ({ database, answer }: { database: number; answer: number }): string =>
  `${database.toFixed(1)} / ${answer.toFixed(1)}`;

function totalOf({ asked }: Grown): { database: number; answer: number } {
  const all = Object.values(asked);
  return {
    database: all.reduce((sum, { database }) => sum + database, 0),
    answer: all.reduce((sum, { answer }) => sum + answer, 0),
  };
}

function tell(grown: readonly Grown[]): void {
  const row = (name: string, of: (one: Grown) => string): void =>
    out(`| ${name} | ${grown.map(of).join(' | ')} |`);
  out('Reading all of history: database / whole answer, ms\n');
  row('handshakes', ({ size }) => whole(size));
  out(`|---${'|---:'.repeat(grown.length)}|`);
  const none = { database: Number.NaN, answer: Number.NaN };
  for (const name of Object.keys(questions)) row(name, ({ asked }) => pair(asked[name] ?? none));
  row('all of them', (one) => pair(totalOf(one)));
  for (const name of Object.keys(plain))
    row(`plain SQL: ${name}`, ({ plainMs }) => whole(plainMs[name] ?? 0));
  row('counts are those of plain SQL', ({ exact }) => (exact ? 'yes' : 'NO'));
  row('median off by', ({ medianOff }) => `${(100 * medianOff).toFixed(1)} %`);
  row('cells', ({ cells }) => whole(cells));
  row('cells / handshakes with events, MB', (one) => `${whole(one.cellMb)} / ${whole(one.handshakeMb)}`);
  row('events counted a second', ({ rowsASecond }) => whole(rowsASecond));
  row('CPU here for each, µs', ({ cpuMicros }) => whole(cpuMicros));
  const [first, last] = [grown[0], grown.at(-1)];
  if (first !== undefined && last !== undefined && first !== last)
    out(
      `\n${whole(last.size)} take ${(totalOf(last).database / totalOf(first).database).toFixed(2)} times the database time of ${whole(first.size)}.`,
    );
}

const server = engines.find(({ name }) => name === 'PostgreSQL');
if (server === undefined) {
  process.stderr.write('Set TEST_DATABASE_URL to the address of a PostgreSQL server.\n');
  process.exit(2);
}

const grown: Grown[] = [];
for (const size of sizes) grown.push(await measure(server, size));
if (grown.length > 0) tell(grown);
if (seconds > 0) {
  const { without, kept } = await intakeCost(server, { seconds, rounds });
  const of = (all: readonly { perSecond: number; cpuMs: number }[]) => ({
    perSecond: median(all.map((one) => one.perSecond)),
    cpuMs: median(all.map((one) => one.cpuMs)),
  });
  const [bare, full] = [of(without), of(kept)];
  out('\n| intake | leads a second | CPU a lead, ms |\n|---|---:|---:|');
  out(`| without cells | ${whole(bare.perSecond)} | ${bare.cpuMs.toFixed(2)} |`);
  out(`| with cells | ${whole(full.perSecond)} | ${full.cpuMs.toFixed(2)} |`);
  const less = (100 * (1 - full.perSecond / bare.perSecond)).toFixed(1);
  out(
    `\nKeeping cells costs ${less} % of the leads a second, and ${(100 * (full.cpuMs / bare.cpuMs - 1)).toFixed(1)} % more CPU a lead; what was behind at the end took ${whole(median(kept.map(({ behindMs }) => behindMs)))} ms.`,
  );
}
