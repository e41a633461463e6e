// What a handshake is counted under: read off the lead's facts when it is offered.
import type { Charter } from '../charter/charter.js';
import type { About } from './handshake.js';
import { type Facts, factOf, textOf } from './lead.js';
import { judge } from './verdicts.js';

/** The first segment of a charter whose rule the facts meet, by its id; null where there is none. */
export const segmentOf = ({ segments }: Pick<Charter, 'segments'>, facts: Facts, now: Date): string | null =>
  segments.find(({ rule }) => judge(rule, { facts, signals: [], now }) === 'met')?.id ?? null;

/** The segment, and the campaign and the estimated value as facts tell them; what is no number is no value. */
export function aboutOf(charter: Charter, facts: Facts, now: Date): About {
  const value = factOf(facts, 'estimatedValue');
  return {
    campaign: textOf(facts, 'campaign') || null,
    segment: segmentOf(charter, facts, now),
    value: typeof value === 'number' ? value : null,
  };
}
