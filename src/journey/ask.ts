// Ask: a question about what was counted, answered from the cells, with what time alone changes counted now.
import { answer, type Cell, cellOf, type Question } from '../funnel/cells.js';
import { isUnder } from '../funnel/measures.js';
import { agedByDaysFrom, agingBlocksOf, blocksOf, planOf } from '../funnel/slices.js';
import { agedAt, countsOfWaiting } from '../funnel/waiting.js';
import type { WorkCalendar } from '../handshake/working-time.js';
import { calendarUnder } from './watch.js';
import { dayIn, type Workplace } from './workplace.js';

/** What is counted when somebody asks. */
const waitingMeasures = ['unanswered:in_time', 'unanswered:overdue', 'answering:open'];

const WEEK_DAYS = 7;

const asksFor = ({ measures }: Question, measure: string): boolean =>
  measures === undefined || measures.some((prefix) => isUnder(measure, prefix));

/** The working time of each charter that is asked about. */
function calendarsOf(workplace: Workplace): (version: number) => Promise<WorkCalendar> {
  const known = new Map<number, Promise<WorkCalendar>>();
  return (version) => {
    const calendar =
      known.get(version) ??
      workplace.store.charters.version(version).then(({ charter }) => calendarUnder(workplace, charter));
    known.set(version, calendar);
    return calendar;
  };
}

interface Asking {
  workplace: Workplace;
  question: Question;
  plan: ReturnType<typeof planOf>;
  calendars: ReturnType<typeof calendarsOf>;
  now: Date;
}

async function waitingCells({ workplace, question, calendars, now }: Asking): Promise<Cell[]> {
  if (!waitingMeasures.some((measure) => asksFor(question, measure))) return [];
  const waiting = await workplace.store.cells.waiting(question, now);
  const cells = waiting.map(async (each) =>
    countsOfWaiting(each, await calendars(each.charter), now).map(cellOf),
  );
  return (await Promise.all(cells)).flat();
}

async function openCells({ workplace, question, plan, calendars, now }: Asking): Promise<Cell[]> {
  if (!plan.sheets.includes('open')) return [];
  const { charter } = await workplace.store.charters.inForce();
  const today = dayIn(charter, now);
  const byDays = question.grain === 'day' ? '' : agedByDaysFrom(today);
  const blocks = question.grain === 'day' ? blocksOf(question) : agingBlocksOf(question, today);
  const cells = await workplace.store.cells.read(
    { slice: plan.slice, blocks, sheets: ['open'] },
    question.where ?? {},
  );
  return Promise.all(
    cells.map(async (cell) =>
      agedAt(cell, cell.day < byDays ? WEEK_DAYS : 1, await calendars(cell.charter), now),
    ),
  );
}

async function keptCells({ workplace, question, plan }: Asking): Promise<Cell[]> {
  const sheets = plan.sheets.filter((sheet) => sheet !== 'open');
  if (sheets.length === 0) return [];
  const reading = { slice: plan.slice, blocks: blocksOf(question), sheets };
  return workplace.store.cells.read(reading, question.where ?? {});
}

/**
 * Answers a question as of now. A question that names the measures it needs reads less. Throws a RangeError when what it
 * asks for is not kept told apart like that: see `Question`.
 */
export async function ask(workplace: Workplace, question: Question): Promise<Cell[]> {
  const plan = planOf(question);
  const asking = { workplace, question, plan, calendars: calendarsOf(workplace), now: workplace.now() };
  const parts: Cell[][] = [];
  // One after the other: on the embedded engine a click that comes meanwhile waits for one of them at most.
  for (const part of [keptCells, waitingCells, openCells]) parts.push(await part(asking));
  return answer(parts.flat(), question);
}
