// The figures split by source, rep, segment or campaign, with small groups folded together for whoever is no manager.
import type { Grouping } from './asked.js';
import { type Cell, countOf, groupsOf } from './cells.js';
import { type Rate, type Tally, wilson } from './methods/wilson.js';
import { inPeriod, type Scope } from './scope.js';

/** What one group did; a name of null is where nobody said. */
export interface Row {
  name: string | null;
  offered: number;
  accepted: Rate;
  inTime: Rate;
  sql: Rate;
}

/** A split, and how many groups were folded into `other`, which is null where none were. */
export interface Split {
  by: Grouping;
  rows: Row[];
  other: Row | null;
  folded: number;
}

/** Who looks: a manager sees all; everybody else sees no small group, and of the reps only themselves. */
export type Seer = { manager: true } | { manager: false; person: string | null };

/** Groups with fewer handshakes tell of single leads, and of whoever had them. */
const FEWEST = 5;

interface Counted {
  name: string | null;
  offered: number;
  accepted: Tally;
  inTime: Tally;
  sql: Tally;
}

export const splitQuestion = (scope: Scope, by: Grouping) =>
  inPeriod(scope, {
    by: [by],
    measures: ['offered', 'timed', 'reached:answered', 'reached:accepted', 'reached:sql'],
  });

function countedIn(name: string | null, cells: readonly Cell[]): Counted {
  const [accepted, answered] = [countOf(cells, 'reached:accepted'), countOf(cells, 'reached:answered')];
  const [inTime, late] = [countOf(cells, 'timed:in_time:offered'), countOf(cells, 'timed:late:offered')];
  const offered = countOf(cells, 'offered');
  return {
    name,
    offered,
    accepted: { hits: accepted, of: answered },
    inTime: { hits: inTime, of: inTime + late },
    sql: { hits: countOf(cells, 'reached:sql'), of: offered },
  };
}

const sumOf = (all: readonly Counted[], part: 'accepted' | 'inTime' | 'sql'): Tally => ({
  hits: all.reduce((sum, each) => sum + each[part].hits, 0),
  of: all.reduce((sum, each) => sum + each[part].of, 0),
});

const rowOf = ({ name, offered, accepted, inTime, sql }: Counted): Row => ({
  name,
  offered,
  accepted: wilson(accepted),
  inTime: wilson(inTime),
  sql: wilson(sql),
});

/** Whether somebody may see a group by itself. */
function shows(by: Grouping, seer: Seer): (group: Counted) => boolean {
  if (seer.manager) return () => true;
  if (by === 'rep') return ({ name }) => name !== null && name === seer.person;
  return ({ offered }) => offered >= FEWEST;
}

/** The groups as somebody may see them, in the order of their names: reps are never ranked. */
export function splitOf(cells: readonly Cell[], by: Grouping, seer: Seer): Split {
  const all = [...groupsOf(cells, by)]
    .map(([name, own]) => countedIn(name, own))
    .filter(({ offered }) => offered > 0)
    .sort((one, other) =>
      by === 'rep'
        ? (one.name ?? '').localeCompare(other.name ?? '')
        : other.offered - one.offered || (one.name ?? '').localeCompare(other.name ?? ''),
    );
  const shown = shows(by, seer);
  const folded = all.filter((group) => !shown(group));
  const other: Counted = {
    name: null,
    offered: folded.reduce((sum, { offered }) => sum + offered, 0),
    accepted: sumOf(folded, 'accepted'),
    inTime: sumOf(folded, 'inTime'),
    sql: sumOf(folded, 'sql'),
  };
  return {
    by,
    rows: all.filter(shown).map(rowOf),
    other: folded.length === 0 ? null : rowOf(other),
    folded: folded.length,
  };
}
