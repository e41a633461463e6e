// The figures as a table, and their ratios to the floors beside what is aimed at.
import type { Load } from './load.js';

export interface Work {
  name: string;
  load: Load;
  /** Resident memory of the server, MB. */
  idleMb: number;
  peakMb: number;
}

export interface Figures {
  connections: number;
  /** Intake keeps its two rows by two statements in a transaction, and by one statement that is its own. */
  floor: { transaction: Work; statement: Work; bolt: Work; click: Work };
  ours: { one: Work; batch: Work; accept: Work };
  rowsABatch: number;
  startMs: number;
  cardMs: number;
}

/** A figure against its aim; `ratio` figures have no unit. */
export interface Aim {
  what: string;
  value: number;
  unit: 'ratio' | 'ms' | 'MB';
  aim: number;
  atLeast: boolean;
}

export function aimsOf({ floor, ours, rowsABatch, startMs, cardMs }: Figures): Aim[] {
  const [one, leads] = [ours.one.load.perSecond, ours.batch.load.perSecond * rowsABatch];
  const ratio = (what: string, value: number, aim: number, atLeast = true): Aim => ({
    what,
    value,
    unit: 'ratio',
    aim,
    atLeast,
  });
  const most = (what: string, value: number, unit: 'ms' | 'MB', aim: number): Aim => ({
    what,
    value,
    unit,
    aim,
    atLeast: false,
  });
  const all = Object.values(ours);
  return [
    ...[floor.transaction, floor.statement].flatMap(({ name, load: { perSecond } }) => [
      ratio(`intake, one lead a request, to the ${name}`, one / perSecond, 0.5),
      ratio(`leads a second in batches, to the ${name}`, leads / perSecond, 2),
    ]),
    ratio('Accept, to Bolt with one statement', ours.accept.load.perSecond / floor.click.load.perSecond, 0.6),
    ratio(
      'p99 of Accept, to that of Bolt with one statement',
      ours.accept.load.p99 / floor.click.load.p99,
      2,
      false,
    ),
    most('from 202 to the card in the channel, idle', cardMs, 'ms', 100),
    most('start, on an existing database', startMs, 'ms', 1_500),
    most('memory, idle', Math.max(...all.map(({ idleMb }) => idleMb)), 'MB', 170),
    most('memory, at its highest', Math.max(...all.map(({ peakMb }) => peakMb)), 'MB', 300),
  ];
}

export const isMet = ({ value, aim, atLeast }: Aim): boolean => (atLeast ? value >= aim : value <= aim);

const whole = (figure: number): string => Math.round(figure).toLocaleString('en-AU');
const shown = ({ unit }: Aim, figure: number): string =>
  unit === 'ratio' ? figure.toFixed(2) : `${whole(figure)} ${unit}`;

/** Two tables: the work, and the aims. */
export function tables(figures: Figures): string {
  const { floor, ours, connections } = figures;
  const works = [...Object.values(floor), ...Object.values(ours)];
  return [
    `| work, ${connections} connections | requests/s | p50 / p99 ms | memory idle / peak MB | failed |`,
    '|---|---|---|---|---|',
    ...works.map(
      ({ name, load, idleMb, peakMb }) =>
        `| ${name} | ${whole(load.perSecond)} | ${load.p50} / ${load.p99} | ${whole(idleMb)} / ${whole(peakMb)} | ${load.failed} |`,
    ),
    '',
    '| aim | figure | aimed at | |',
    '|---|---|---|---|',
    ...aimsOf(figures).map(
      (aim) =>
        `| ${aim.what} | ${shown(aim, aim.value)} | ${aim.atLeast ? 'at least' : 'at most'} ${shown(aim, aim.aim)} | ${isMet(aim) ? 'met' : 'not met'} |`,
    ),
  ].join('\n');
}
