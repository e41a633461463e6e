// A charter that suits Olist's data: it knows where a lead came from and whether it was won, and little else.
import { type Charter, Charter as CharterSchema } from '../../src/charter/charter.js';
import { starterCharter } from '../../src/charter/starter.js';

/** An MQL is a lead with a known landing page; a known origin adds points; a win is the evidence for an SQL. */
export const olistCharter: Charter = CharterSchema.parse({
  ...starterCharter,
  name: 'Olist charter',
  currency: 'BRL',
  criteria: [
    {
      id: 'landing_page',
      name: 'Landing page known',
      dimension: 'fit',
      gate: 'MQL',
      mandatory: true,
      statement: 'The landing page is known',
      rule: { fact: 'facts.landing_page', known: true },
    },
    {
      id: 'origin',
      name: 'Origin known',
      dimension: 'intent',
      gate: 'MQL',
      mandatory: false,
      statement: 'The channel it came from is known',
      rule: {
        all: [{ fact: 'facts.origin', known: true }, { not: { fact: 'facts.origin', oneOf: ['unknown'] } }],
      },
    },
    {
      id: 'won',
      name: 'Deal won',
      dimension: 'readiness',
      gate: 'SQL',
      mandatory: true,
      statement: 'A deal was closed',
      rule: { signal: 'won', absent: 'unknown' },
    },
  ],
  mql: { threshold: 10, atLeastOneOf: [] },
  scoring: [
    {
      id: 'landing_page',
      label: 'Landing page',
      owner: 'marketing',
      points: 10,
      cap: 10,
      when: { criterion: 'landing_page' },
    },
    { id: 'origin', label: 'Origin', owner: 'marketing', points: 5, cap: 5, when: { criterion: 'origin' } },
    { id: 'won', label: 'Won', owner: 'sales', points: 25, cap: 25, when: { signal: 'won' } },
  ],
  signals: { won: 'Won (amount)' },
  working: {
    zone: 'America/Sao_Paulo',
    days: starterCharter.working.days,
    holidays: { country: 'BR' },
    alsoClosed: [],
  },
});
