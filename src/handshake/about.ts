// What a handshake is counted under: read off the lead's facts when it is offered.
import type { About } from './handshake.js';
import { type Facts, factOf, textOf } from './lead.js';

/** The campaign and the estimated value as facts tell them; what is no number is no value. */
export function aboutOf(facts: Facts): About {
  const value = factOf(facts, 'estimatedValue');
  return {
    campaign: textOf(facts, 'campaign') || null,
    segment: null,
    value: typeof value === 'number' ? value : null,
  };
}
