// The four questions about a handoff: yes, no, or not enough data, each with the evidence it rests on.
import { type Cell, countOf } from './cells.js';
import { DAYS_TO_REPLY } from './findings/unanswered-rejections.js';
import { ENOUGH_CASES } from './findings/words.js';
import type { Inquiry } from './inquiry.js';
import { type Tally, wilson } from './methods/wilson.js';
import { inPeriod, oldEnough, type Scope } from './scope.js';
import { rateWords, some, tally } from './words.js';

export type Verdict = 'yes' | 'no' | 'not enough data';

/** One question, its answer, and what was seen; words are plain. `n` is how many cases it rests on; null for facts. */
export interface Answer {
  asks: string;
  verdict: Verdict;
  because: string;
  n: number | null;
}

/** Nobody keeps every promise: "every" is kept when it is so for nine of ten. */
const KEPT = 0.9;

/** A charter that was not looked at for longer is not known to hold. */
const REVIEWED_WITHIN_DAYS = 92;

const DAY_MS = 86_400_000;

/** Yes when nine of ten are so and there are enough of them; no when that can hardly be; otherwise nobody knows. */
export function kept(of: Tally): Verdict {
  const { rate, high } = wilson(of);
  if (rate === null) return 'not enough data';
  if (high < KEPT) return 'no';
  return rate >= KEPT && of.of >= ENOUGH_CASES ? 'yes' : 'not enough data';
}

/** No when one is no; yes when all are yes. */
const both = (...verdicts: readonly Verdict[]): Verdict => {
  if (verdicts.includes('no')) return 'no';
  return verdicts.every((verdict) => verdict === 'yes') ? 'yes' : 'not enough data';
};

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Is there one written definition, signed by both leaders and reviewed in the last quarter? */
export function isAgreed({ agreement, today }: Pick<Scope, 'agreement' | 'today'>): Answer {
  const { version, signed, reviewedOn } = agreement;
  const ago = daysBetween(reviewedOn, today);
  const recent = ago <= REVIEWED_WITHIN_DAYS;
  const last = `last agreed or reviewed ${ago === 0 ? 'today' : `${some(ago, 'day')} ago`}`;
  return {
    asks: 'Is there one written MQL and SQL definition, signed by both leaders and reviewed in the last quarter?',
    verdict: signed && recent ? 'yes' : 'no',
    because: signed
      ? `Version ${version} is signed by both leaders, ${last}.`
      : `Version ${version} is provisional: it is not signed.`,
    n: null,
  };
}

/** Does every MQL reach a named rep with context and get an answer inside the agreed time? */
export function isAnswered(cells: readonly Cell[]): Answer {
  const overdue = countOf(cells, 'unanswered:overdue') + countOf(cells, 'unanswered:lapsed');
  const inTime = countOf(cells, 'timed:in_time:offered');
  const due = tally(inTime, inTime + countOf(cells, 'timed:late:offered') + overdue);
  const nobodys = countOf(
    cells.filter(({ rep }) => rep === null),
    'fate:unanswered',
  );
  const offered = countOf(cells, 'offered');
  const named = tally(offered - nobodys, offered);
  return {
    asks: 'Does every MQL reach a named rep with context and get an answer inside the agreed time?',
    verdict: both(kept(due), kept(named)),
    because: `${rateWords(wilson(due))} of those due were answered in time; ${some(nobodys, 'lead')} of ${offered.toLocaleString('en-AU')} offered ${nobodys === 1 ? 'is' : 'are'} with nobody in particular. Every card carries the score and the checklist.`,
    n: due.of,
  };
}

/** Does every rejection carry a checklist reason that marketing reads and acts on? */
export function isHeard(all: readonly Cell[], due: readonly Cell[]): Answer {
  const refusedIn = (cells: readonly Cell[]): number =>
    countOf(cells, 'rejected') + countOf(cells, 'handed_back');
  const [refused, old] = [refusedIn(all), refusedIn(due)];
  const reasoned = tally(refused - countOf(all, 'reason:other'), refused);
  const replied = tally(countOf(due, 'reply'), old);
  const acted = countOf(due, 'reply:fixed') + countOf(due, 'reply:disputed');
  return {
    asks: 'Does every rejection carry a checklist reason that marketing reads and acts on?',
    verdict: both(kept(reasoned), kept(replied)),
    because: `${rateWords(wilson(reasoned))} of the rejections name criteria alone, without Other. Of those older than ${DAYS_TO_REPLY} days marketing replied to ${rateWords(wilson(replied))}, and fixed or disputed ${acted.toLocaleString('en-AU')}.`,
    n: refused,
  };
}

/** Does one owner watch one dashboard for the handoff? Whether they look is not recorded, and not claimed. */
export function isOwned({ agreement: { owners } }: Pick<Scope, 'agreement'>): Answer {
  const one = owners.length === 1;
  return {
    asks: 'Does one owner watch one dashboard for the handoff?',
    verdict: one ? 'yes' : 'no',
    because: one
      ? 'One owner is named, and this app’s Home is the one dashboard. Whether they look is not recorded.'
      : owners.length === 0
        ? 'Nobody is named as the owner. `/funnel setup` names one.'
        : `${some(owners.length, 'person', 'people')} are named as owners, so that each may leave it to the other.`,
    n: null,
  };
}

export const fourQuestions: Inquiry<Answer[], 'byRep' | 'all' | 'due'> = {
  asks: (scope) => ({
    byRep: inPeriod(scope, { by: ['rep'], measures: ['offered', 'fate:unanswered', 'timed', 'unanswered'] }),
    all: inPeriod(scope, { measures: ['rejected', 'handed_back', 'reason:other'] }),
    due: oldEnough(scope, DAYS_TO_REPLY, { measures: ['rejected', 'handed_back', 'reply'] }),
  }),
  read: ({ byRep, all, due }, scope) => [
    isAgreed(scope),
    isAnswered(byRep),
    isHeard(all, due),
    isOwned(scope),
  ],
};
