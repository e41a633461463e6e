// npm run cells: counts what there is to count; recounts everything, and tells where the kept cells differ from that.
import { parseArgs } from 'node:util';
import Holidays from 'date-holidays';
import { starterCharter } from '../charter/starter.js';
import type { Config } from '../config.js';
import { ConfigError, messageOf } from '../errors.js';
import { count } from '../journey/count.js';
import { holidayLookup } from '../journey/holidays.js';
import { type Recount, recount } from '../journey/recount.js';
import type { Workplace } from '../journey/workplace.js';
import { openStore } from '../store/store.js';
import { workspaceFor } from './import-here.js';
import type { Out } from './running.js';

const HELP = `Counts what happened into the cells that digests and diagnoses read.

  npm run cells                        count what was not counted yet
  npm run cells -- --check             count everything again beside it, and compare
  npm run cells -- --rebuild [--check] the same, and read the new count from now on

With --check the exit code is 1 when a count differs; the differences are listed.`;

interface Asked {
  check: boolean;
  rebuild: boolean;
}

function readArgs(args: readonly string[]): Asked | null {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = { check: flag, rebuild: flag, help: flag };
    const { check, rebuild, help } = parseArgs({ args: [...args], options }).values;
    return help ? null : { check, rebuild };
  } catch (error) {
    const [said] = messageOf(error).split(/[.\n]/);
    throw new ConfigError(`${said}. Run npm run cells -- --help to see what it takes.`);
  }
}

const told = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** One line for each measure that differs. */
function* differences({ unlike }: Recount): Generator<string> {
  for (const { slice, days, start, sheet, under, one, other } of unlike) {
    const [kept, counted] = [
      (one ?? {}) as Record<string, unknown>,
      (other ?? {}) as Record<string, unknown>,
    ];
    for (const measure of new Set([...Object.keys(kept), ...Object.keys(counted)])) {
      const [before, after] = [told(kept[measure]), told(counted[measure])];
      if (before !== after)
        yield `| ${slice}, ${days} | ${start} | ${under} | ${sheet} ${measure} | ${before} | ${after} |`;
    }
  }
}

function report(found: Recount, { check, rebuild }: Asked, out: Out): number {
  const counted = `Counted ${found.rows.toLocaleString('en-AU')} rows into ${found.cells.toLocaleString('en-AU')} cells`;
  const read = rebuild ? ' The new count is read from now on.' : '';
  if (found.unlike.length === 0) {
    out(`${counted}: the kept ones agree to the last count.${read}`);
    return 0;
  }
  out(`${counted}: the kept ones differ.${read}`);
  out('| slice, days | from | under | measure | kept | recounted |');
  out('|---|---|---|---|---|---|');
  for (const line of differences(found)) out(line);
  return check ? 1 : 0;
}

/** Does what the arguments ask; returns the exit code. Throws a UserError when the data folder is in use. */
export async function cellsHere(args: readonly string[], config: Config, out: Out): Promise<number> {
  const asked = readArgs(args);
  if (asked === null) {
    out(HELP);
    return 0;
  }
  const store = await openStore(config.database);
  try {
    const { id, channel } = await workspaceFor(store, config);
    const workspace = store.of(id);
    const now = (): Date => new Date();
    await workspace.charters.begin(starterCharter, now());
    const holidaysOf = holidayLookup(Holidays);
    const workplace: Workplace = { store: workspace, channel, now, holidaysOf, owed() {} };
    if (asked.check || asked.rebuild)
      return report(await recount(workplace, { replace: asked.rebuild }), asked, out);
    out(`Counted ${(await count(workplace)).toLocaleString('en-AU')} rows that were not counted yet.`);
    return 0;
  } finally {
    await store.close();
  }
}
