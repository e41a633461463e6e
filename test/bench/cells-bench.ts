// npm run bench:cells -- [--sizes 10000,100000] [--seconds 10] [--rounds 3] [--embedded 100000]: what reading all of history
// costs as it grows, beside plain SQL over the handshakes in the same run; what keeping the cells costs intake; and what clicks
// wait for meanwhile on the embedded engine. Needs TEST_DATABASE_URL.
import { parseArgs } from 'node:util';
import { engines } from '../engines.js';
import { intakeCost } from './cells-intake.js';
import { clicksMeanwhile } from './cells-meanwhile.js';
import { plain, questions } from './cells-questions.js';
import { type Grown, measure, type Took } from './cells-size.js';
import { median } from './figures.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    embedded: { type: 'string', default: '0' },
  },
});
const sizes = values.sizes
  .split(',')
  .map(Number)
  .filter((size) => size > 0);
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const whole = (figure: number): string => Math.round(figure).toLocaleString('en-AU');
const told = ({ database, sent, answer }: Took): string =>
  [database, sent, answer].map((ms) => ms.toFixed(1)).join(' / ');

function totalOf({ asked }: Grown): Took {
  const sum = { database: 0, sent: 0, answer: 0 };
  for (const { database, sent, answer } of Object.values(asked)) {
    sum.database += database;
    sum.sent += sent;
    sum.answer += answer;
  }
  return sum;
}

function tell(grown: readonly Grown[]): void {
  const row = (name: string, of: (one: Grown) => string): void =>
    out(`| ${name} | ${grown.map(of).join(' | ')} |`);
  out(
    'Reading all of history, ms: the database alone / with its answer sent as text / the whole answer here\n',
  );
  row('handshakes', ({ size }) => whole(size));
  out(`|---${'|---:'.repeat(grown.length)}|`);
  for (const name of Object.keys(questions))
    row(name, ({ asked: { [name]: took } }) => (took === undefined ? '' : told(took)));
  row('all of them', (one) => told(totalOf(one)));
  for (const name of Object.keys(grown[0]?.screens ?? {}))
    row(`whole, as somebody waits for it: ${name}`, ({ screens }) => (screens[name] ?? 0).toFixed(0));
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
      `\n${whole(last.size)} take ${(totalOf(last).sent / totalOf(first).sent).toFixed(2)} times as long as ${whole(first.size)}, sent as text.`,
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
if (Number(values.embedded) > 0) {
  const { size, readMs, alone, meanwhile } = await clicksMeanwhile(Number(values.embedded));
  out(
    `\n| clicks on Accept, embedded, ${whole(size)} handshakes | how many | median ms | longest ms |\n|---|---:|---:|---:|`,
  );
  for (const [name, { clicks, median: middle, longest }] of Object.entries({ alone, meanwhile }))
    out(`| ${name} | ${clicks} | ${middle.toFixed(0)} | ${longest.toFixed(0)} |`);
  out(`\nThe diagnosis of all there is and a manager's Home took ${whole(readMs)} ms meanwhile.`);
}
