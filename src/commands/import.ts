// npm run import: brings the leads or signals of a CSV file in, once, however often it is run.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, messageOf, UserError } from '../errors.js';
import { unreadColumns } from '../intake/csv/fill.js';
import { type CsvMap, mapByHeader, readMap } from '../intake/csv/map.js';
import { Rejects } from '../intake/csv/rejects.js';
import { checkEncoding, openCsv } from '../intake/csv/rows-of-csv.js';
import { runImport, type Tally } from '../intake/csv/run.js';
import type { Deliver } from '../intake/keep.js';

/** Where there is no terminal to draw on, progress is told every so many rows. */
const ROWS_A_PROGRESS_LINE = 5_000;

const exits = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

const HELP = `Brings the leads or signals of a CSV file in. Running it again is safe: what is known is not doubled.

  npm run import -- FILE.csv [--map MAP.yml] [--dry-run] [--history]

  --map MAP.yml  which column fills which field; without it the columns are named like the fields of a lead
  --dry-run      check every row, send none
  --history      past leads: judge them, and offer none of them to sales
  --help         this text

The file is UTF-8, its first line names the columns. Rows that cannot be kept go, with the reasons, to
FILE.rejected.csv. The exit code is 0 when rows went in, 1 when none could, 2 when the command, the map or the file
does not fit, and 130 when it was interrupted.`;

/** Where progress is drawn: standard error, or anything like it. */
interface Progress {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** What the import needs from outside. No date may be ahead of `now`; `signal` asks it to stop after the batch at hand. */
export interface ImportDeps {
  deliver: Deliver;
  now: () => Date;
  out: (line: string) => void;
  err: (line: string) => void;
  progress: Progress;
  signal?: AbortSignal;
}

interface Asked {
  file: string;
  map: string | undefined;
  dryRun: boolean;
  history: boolean;
}

/** What was asked for, or null for help. Throws a ConfigError that says how to ask. */
function readArgs(args: string[]): Asked | null {
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        args,
        allowPositionals: true,
        options: {
          map: { type: 'string' },
          'dry-run': { type: 'boolean', default: false },
          history: { type: 'boolean', default: false },
          help: { type: 'boolean', short: 'h', default: false },
        },
      });
    } catch (error) {
      throw new ConfigError(
        `${messageOf(error).split(/[.\n]/)[0]}. Run npm run import -- --help to see what it takes.`,
      );
    }
  })();
  if (values.help) return null;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new ConfigError(
      `Name one CSV file${others.length > 0 ? ', not several' : ''}: npm run import -- FILE.csv. With --help it tells more.`,
    );
  return { file, map: values.map, dryRun: values['dry-run'], history: values.history };
}

function loadMap(path: string): CsvMap {
  try {
    return readMap(readFileSync(path, 'utf8'), basename(path));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new ConfigError(`The map ${path} cannot be read. Check the path after --map.`);
  }
}

const counted = (number: number): string => number.toLocaleString('en-AU');

/** Draws progress: over the same line on a terminal, as a line now and then elsewhere. */
function progressOn(stream: Progress): { tell: (tally: Tally) => void; end: () => void } {
  const started = performance.now();
  let told = 0;
  let drawn = false;
  return {
    tell({ rows, rejected }) {
      const rate = Math.round(rows / Math.max((performance.now() - started) / 1000, 0.001));
      const text = `${counted(rows)} rows, ${counted(rejected)} rejected, ${counted(rate)} rows a second`;
      if (stream.isTTY === true) {
        stream.write(`\r${text}\u001b[K`);
        drawn = true;
      } else if (Math.floor(rows / ROWS_A_PROGRESS_LINE) > told) {
        told = Math.floor(rows / ROWS_A_PROGRESS_LINE);
        stream.write(`${text}\n`);
      }
    },
    end() {
      if (drawn) stream.write('\n');
      drawn = false;
    },
  };
}

function summary(tally: Tally, dryRun: boolean): string {
  const { rows, accepted, updated, duplicates, rejected } = tally;
  if (rows === 0) return 'The file holds no rows below its header. Nothing was done.';
  if (dryRun)
    return `${counted(rows)} rows read: ${counted(accepted)} can be kept, ${counted(rejected)} rejected. Nothing was sent.`;
  return `${counted(rows)} rows read: ${counted(accepted)} accepted, ${counted(updated)} updated, ${counted(duplicates)} duplicates, ${counted(rejected)} rejected.`;
}

async function importAsked(asked: Asked, deps: ImportDeps): Promise<number> {
  const { file, dryRun, history } = asked;
  const given = asked.map === undefined ? null : loadMap(asked.map);
  await checkEncoding(file);
  const csv = await openCsv(file, given?.separator ?? ',');
  const map = given ?? mapByHeader(csv.header);
  const unread = unreadColumns(map, csv.header);
  if (unread.length > 0) deps.out(`Ignored, because nothing asks for them: ${unread.join(', ')}.`);

  const rejects = new Rejects(file, csv.header);
  const tally: Tally = {
    rows: 0,
    accepted: 0,
    updated: 0,
    duplicates: 0,
    rejected: 0,
    line: 1,
    interrupted: false,
  };
  const progress = progressOn(deps.progress);
  const interrupted = (): boolean => deps.signal?.aborted ?? false;
  const deliver = dryRun ? null : deps.deliver;
  let whole = false;
  try {
    await runImport(
      { map, csv, history, deliver, rejects, now: deps.now, interrupted, progress: progress.tell },
      tally,
    );
    whole = !tally.interrupted;
  } finally {
    progress.end();
    rejects.finish(whole);
    if (!whole)
      deps.err(`Stopped after line ${counted(tally.line)}. Run it again: what was kept is not doubled.`);
    deps.out(summary(tally, dryRun));
    if (rejects.count > 0) deps.out(`The rejected rows, with the reasons, are in ${rejects.path}.`);
  }
  if (tally.interrupted) return exits.interrupted;
  return tally.rows > 0 && tally.rejected === tally.rows ? exits.failed : exits.done;
}

/**
 * Imports a file as the command line asks; returns the exit code. What a person can mend is told through `err`,
 * anything else is thrown.
 */
export async function importFile(args: string[], deps: ImportDeps): Promise<number> {
  try {
    const asked = readArgs(args);
    if (asked !== null) return await importAsked(asked, deps);
    deps.out(HELP);
    return exits.done;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    deps.err(error.message);
    return error instanceof ConfigError ? exits.usage : exits.failed;
  }
}
