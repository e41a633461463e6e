// Export: the handshakes of a list as a CSV file, one line each, with what became of it.
import { criterionOf } from '../charter/charter.js';
import type { Handshake, Instant } from '../handshake/handshake.js';
import { nameOf, textOf } from '../handshake/lead.js';
import type { LeadFilter, ListedLead } from '../store/lead-book.js';
import { csvLine } from './csv-line.js';
import type { Workplace } from './workplace.js';

const PAGE = 500;

/** A file that no spreadsheet opens helps nobody, and Slack's patience with it ends too. */
const LINES_MOST = 200_000;

/** What became of it: the columns that differ from status to status. */
interface Outcome {
  answeredBy: string;
  answeredAt: Instant | '';
  cited: readonly string[];
  nextStep: string;
  reply: string;
  sqlAt: Instant | '';
  closed: string;
  value: number | null;
}

const unanswered: Outcome = {
  answeredBy: '',
  answeredAt: '',
  cited: [],
  nextStep: '',
  reply: '',
  sqlAt: '',
  closed: '',
  value: null,
};

function outcomeOf(handshake: Handshake): Outcome {
  switch (handshake.status) {
    case 'offered':
      return unanswered;
    case 'accepted':
      return { ...unanswered, answeredBy: handshake.by, answeredAt: handshake.at };
    case 'rejected':
    case 'handed_back': {
      const { by, at } = handshake.status === 'rejected' ? handshake : handshake.accepted;
      const { cited, nextStep, reply } = handshake;
      return { ...unanswered, answeredBy: by, answeredAt: at, cited, nextStep, reply: reply?.kind ?? '' };
    }
    case 'qualified': {
      const { accepted, at, closed } = handshake;
      return {
        ...unanswered,
        answeredBy: accepted.by,
        answeredAt: accepted.at,
        sqlAt: at,
        closed: closed?.kind ?? '',
        value: closed?.value ?? null,
      };
    }
  }
}

/** Every column: its name, and what stands in it. Instants are ISO 8601 in UTC, people Slack ids. */
const columns: readonly [name: string, cell: (lead: ListedLead, said: Said) => string | number | null][] = [
  ['source', ({ handshake }) => handshake.lead.source],
  ['lead', ({ handshake }) => handshake.lead.id],
  ['name', ({ handshake, facts }) => nameOf(facts, handshake.lead)],
  ['email', ({ facts }) => textOf(facts, 'email')],
  ['company', ({ facts }) => textOf(facts, 'company.name')],
  ['employees', ({ facts }) => textOf(facts, 'company.employees')],
  ['industry', ({ facts }) => textOf(facts, 'company.industry')],
  ['country', ({ facts }) => textOf(facts, 'company.country')],
  ['campaign', ({ handshake }) => handshake.about.campaign],
  ['segment', ({ handshake }) => handshake.about.segment],
  ['estimated_value', ({ handshake }) => handshake.about.value],
  ['cycle', ({ handshake }) => handshake.cycle],
  ['charter_version', ({ handshake }) => handshake.charterVersion],
  ['score_when_offered', ({ offered }) => Math.floor(offered.score.total)],
  ['offered_at', ({ handshake }) => handshake.offeredAt],
  ['posted_at', ({ handshake }) => handshake.postedAt],
  ['answer_due_at', ({ handshake }) => handshake.dueAt],
  ['status', ({ handshake }) => handshake.status],
  ['answered_by', (_, { outcome }) => outcome.answeredBy],
  ['answered_at', (_, { outcome }) => outcome.answeredAt],
  ['first_touch_at', ({ handshake }) => handshake.touchedAt],
  ['failed_criteria', (_, { cited }) => cited.join('; ')],
  ['note', ({ note }) => note],
  ['next_step', (_, { outcome }) => outcome.nextStep],
  ['reply', (_, { outcome }) => outcome.reply],
  ['sql_at', (_, { outcome }) => outcome.sqlAt],
  ['deal', (_, { outcome }) => outcome.closed],
  ['deal_value', (_, { outcome }) => outcome.value],
];

interface Said {
  outcome: Outcome;
  /** The names of the cited criteria. */
  cited: string[];
}

async function lineOf(lead: ListedLead, { store }: Workplace): Promise<string> {
  const outcome = outcomeOf(lead.handshake);
  const { charter } = await store.charters.version(lead.handshake.charterVersion);
  const cited = outcome.cited.map((id) => criterionOf(charter, id)?.name ?? id);
  return csvLine(columns.map(([, cell]) => String(cell(lead, { outcome, cited }) ?? '')));
}

/** The file, how many handshakes are in it, and whether there were more than it holds. */
export interface Exported {
  text: string;
  lines: number;
  cut: boolean;
}

/** The handshakes that a filter asks for, the newest first, at most 200,000 of them. */
export async function exportLeads(workplace: Workplace, filter: LeadFilter): Promise<Exported> {
  const { store, now } = workplace;
  const at = now();
  const lines = [csvLine(columns.map(([name]) => name))];
  for (let after: string | null = null; ; ) {
    const page: ListedLead[] = await store.leadBook.list(filter, { now: at, after, most: PAGE });
    for (const lead of page) lines.push(await lineOf(lead, workplace));
    after = page.at(-1)?.handshake.id ?? null;
    const cut = lines.length > LINES_MOST;
    if (page.length < PAGE || cut) return { text: lines.join(''), lines: lines.length - 1, cut };
  }
}
