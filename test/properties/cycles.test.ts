// Properties of the cycles: whatever was said of a rejection and whatever has changed, a lead comes back by the rules alone.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSteps } from '../../src/charter/charter.js';
import { type Assessment, assess } from '../../src/handshake/assessment.js';
import { consequenceOf } from '../../src/handshake/cycle.js';
import { replyKinds } from '../../src/handshake/replies.js';
import { aCharter, aHandedBack, aLead, aQualified, aRejected, aSignal, NOW } from '../make.js';
import { PATIENCE_MS, runs } from './runs.js';

const DAY_MS = 86_400_000;
const { charter } = aCharter();
const people = charter.criteria.map((criterion) =>
  criterion.id === 'industry' ? { ...criterion, rule: null } : criterion,
);
/** One in which a criterion is for people to judge. */
const withPeople = { ...charter, criteria: people };

const types = ['pricing_guide_downloaded', 'demo_webinar_attended', 'demo_requested', 'budget_confirmed'];

/** A lead as it stood, and as it stands days later: its facts and signals may be others. */
const known = fc.record({
  employees: fc.constantFrom(5, 30, 120),
  industry: fc.constantFrom('Mining', 'Legal services'),
  signals: fc.subarray(types),
});
const judged = (
  { employees, industry, signals }: typeof known extends fc.Arbitrary<infer K> ? K : never,
  days = 0,
) =>
  assess(withPeople, {
    facts: aLead({ 'company.employees': employees, 'company.industry': industry }),
    signals: signals.map((type) => aSignal({ id: type, type })),
    now: new Date(NOW.getTime() + days * DAY_MS),
  });

const ended = fc.record({
  handedBack: fc.boolean(),
  cycle: fc.integer({ min: 1, max: 5 }),
  cited: fc.subarray(['company_size', 'industry', 'pricing_guide', 'demo_webinar', 'budget']),
  nextStep: fc.constantFrom(...nextSteps),
  nextOn: fc.constantFrom('2026-11-20', '2026-12-14'),
  reply: fc.option(fc.constantFrom(...replyKinds)),
  upheld: fc.boolean(),
});

const verdictIn = (of: Assessment, id: string) => of.verdicts.find(({ criterion }) => criterion === id);

test(
  'a new cycle opens for an MQL alone, the next in number, on its day, or when a cited criterion turned met',
  () => {
    const today = fc.constantFrom('2026-11-19', '2026-11-20', '2026-12-20');
    fc.assert(
      fc.property(ended, known, known, today, fc.boolean(), (of, then, now, day, wasMql) => {
        const { cited, nextStep, cycle } = of;
        const at = NOW.toISOString();
        const nextOn = nextStep === 'recycle' ? of.nextOn : null;
        const said = {
          reply: of.reply && { kind: of.reply, by: 'UMIA', at },
          upheld: of.upheld && of.reply === 'disputed' ? { by: 'USASHA', at } : null,
        };
        const handshake = (of.handedBack ? aHandedBack : aRejected)({
          cited,
          nextStep,
          nextOn,
          cycle,
          ...said,
        });
        const [offered, current] = [judged(then), judged(now, 3)];
        const last = { handshake, offered, charter: withPeople };
        const consequence = consequenceOf(
          { lead: handshake.lead, wasMql, corrected: false, last },
          current,
          day,
        );
        // The rules once more, as plainly as they can be said.
        const turned = cited.some(
          (id) =>
            verdictIn(current, id)?.verdict === 'met' &&
            (verdictIn(offered, id)?.verdict !== 'met' ||
              verdictIn(offered, id)?.basis !== verdictIn(current, id)?.basis),
        );
        const fixed = of.reply === 'fixed';
        const byPeople = fixed && cited.every((id) => id === 'industry');
        const may = {
          recycle: (nextOn !== null && nextOn <= day) || turned || byPeople,
          fix: turned || byPeople,
          archive: fixed && (turned || byPeople),
          wrong_owner: fixed && (turned || byPeople),
          duplicate: false,
        }[nextStep];
        expect(consequence).toEqual(
          current.mql && may ? { kind: 'offer', cycle: cycle + 1 } : { kind: 'nothing' },
        );
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test('an SQL never comes back, whatever becomes known and however its deal ends', () => {
  fc.assert(
    fc.property(known, known, (then, now) => {
      const handshake = aQualified();
      const last = { handshake, offered: judged(then), charter: withPeople };
      const standing = { lead: handshake.lead, wasMql: false, corrected: false, last };
      expect(consequenceOf(standing, judged(now, 3), '2030-01-01')).toEqual({ kind: 'nothing' });
    }),
    runs(200),
  );
});
