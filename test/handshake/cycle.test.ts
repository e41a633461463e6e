// Promises of the cycles: when an MQL is offered, when it is only told of, and when one that ended comes back.
import { describe, expect, test } from 'vitest';
import type { NextStep } from '../../src/charter/charter.js';
import { type Assessment, assess } from '../../src/handshake/assessment.js';
import { consequenceOf, type Standing } from '../../src/handshake/cycle.js';
import type { Handshake } from '../../src/handshake/handshake.js';
import type { FactValue, Signal } from '../../src/handshake/lead.js';
import {
  aCharter,
  aHandedBack,
  aHandshake,
  aLead,
  anAccepted,
  aQualified,
  aRejected,
  aSignal,
  NOW,
} from '../make.js';

const { charter } = aCharter();
const DAY_MS = 86_400_000;
const judged = (
  facts: Record<string, FactValue | null> = {},
  signals: Signal[] = [aSignal()],
  days = 0,
): Assessment =>
  assess(charter, { facts: aLead(facts), signals, now: new Date(NOW.getTime() + days * DAY_MS) });
const isMql = judged();
const notMql = judged({ 'company.employees': 5 });

const TODAY = '2026-12-01';
const own = aHandshake().lead;
const twin = { source: 'crm', id: 'other' };

const consequence = (standing: Partial<Standing>, current: Assessment, today = TODAY) =>
  consequenceOf({ lead: own, wasMql: false, corrected: false, last: null, ...standing }, current, today);
const endedAs = (handshake: Handshake, offered: Assessment = isMql): Partial<Standing> => ({
  last: { handshake, offered, charter },
});

describe('a lead without a handshake', () => {
  test('is offered when it crosses into MQL, in its first cycle', () => {
    expect(consequence({}, isMql)).toEqual({ kind: 'offer', cycle: 1 });
  });

  test('is not offered for having been an MQL before anybody asked, as after an import of history', () => {
    expect(consequence({ wasMql: true }, isMql)).toEqual({ kind: 'nothing' });
  });

  test('is not offered while it is none', () => {
    expect(consequence({}, notMql)).toEqual({ kind: 'nothing' });
  });
});

describe.each([aHandshake(), anAccepted()])('a lead whose handshake is $status', (open) => {
  const { id: handshake } = open;

  test('is drawn again, never offered again', () => {
    expect(consequence(endedAs(open), isMql)).toEqual({ kind: 'redraw', handshake });
    expect(consequence({ ...endedAs(open), wasMql: true }, isMql)).toEqual({ kind: 'redraw', handshake });
  });

  test('is told of when a correction unmakes it, and not when time alone does', () => {
    expect(consequence({ ...endedAs(open), corrected: true }, notMql)).toEqual({
      kind: 'tell unmade',
      handshake,
    });
    expect(consequence({ ...endedAs(open), corrected: false }, notMql)).toEqual({
      kind: 'redraw',
      handshake,
    });
  });

  test('tells of the same person once, when the other lead crosses into MQL', () => {
    const other = { ...endedAs(open), lead: twin };
    expect(consequence(other, isMql)).toEqual({ kind: 'tell same person', handshake });
    expect(consequence({ ...other, wasMql: true }, isMql)).toEqual({ kind: 'nothing' });
    expect(consequence(other, notMql)).toEqual({ kind: 'nothing' });
  });
});

describe.each([
  ['rejected', aRejected],
  ['handed back', aHandedBack],
] as const)('a lead that was %s', (_how, ended) => {
  test('to recycle comes back on its day and after it, in the next cycle, and not a day before', () => {
    const recycled = endedAs(ended({ cycle: 2, nextOn: TODAY, cited: [] }));
    expect(consequence(recycled, isMql, '2026-11-30')).toEqual({ kind: 'nothing' });
    expect(consequence(recycled, isMql, TODAY)).toEqual({ kind: 'offer', cycle: 3 });
    expect(consequence(recycled, isMql, '2027-01-01')).toEqual({ kind: 'offer', cycle: 3 });
  });

  test('comes back only if it is an MQL then', () => {
    expect(consequence(endedAs(ended({ nextOn: TODAY })), notMql)).toEqual({ kind: 'nothing' });
  });

  test.each<NextStep>(['recycle', 'fix'])(
    'to %s comes back early when a cited criterion turns met',
    (nextStep) => {
      const offered = judged({ 'company.industry': 'Mining' }, [
        aSignal(),
        aSignal({ id: '2', type: 'demo_requested' }),
      ]);
      const handshake = ended({
        nextStep,
        nextOn: nextStep === 'recycle' ? '2027-06-01' : null,
        cited: ['industry'],
      });
      expect(consequence(endedAs(handshake, offered), offered)).toEqual({ kind: 'nothing' });
      expect(consequence(endedAs(handshake, offered), isMql)).toEqual({ kind: 'offer', cycle: 2 });
    },
  );

  test('over a criterion that the data said was met comes back early only on other data', () => {
    const handshake = ended({ nextStep: 'fix', nextOn: null, cited: ['company_size'] });
    expect(consequence(endedAs(handshake), isMql)).toEqual({ kind: 'nothing' });
    expect(consequence(endedAs(handshake), judged({ 'company.employees': 30 }))).toEqual({
      kind: 'offer',
      cycle: 2,
    });
  });

  test('over a signal that the data had does not come back because that signal aged by a day', () => {
    const eager = [aSignal(), aSignal({ id: '2', type: 'demo_requested' })];
    const handshake = ended({ nextOn: '2027-06-01', cited: ['pricing_guide'] });
    const offered = judged({}, eager);
    expect(consequence(endedAs(handshake, offered), judged({}, eager, 1))).toEqual({ kind: 'nothing' });
    const again = [...eager, aSignal({ id: '3', occurredAt: NOW })];
    expect(consequence(endedAs(handshake, offered), judged({}, again, 1))).toEqual({
      kind: 'offer',
      cycle: 2,
    });
  });

  describe('that marketing says it fixed', () => {
    const reply = { kind: 'fixed', by: 'UMIA', at: NOW.toISOString() } as const;
    const steps: NextStep[] = ['recycle', 'fix', 'archive', 'wrong_owner'];

    test.each(steps)('comes back from %s when a cited criterion turns met', (nextStep) => {
      const handshake = ended({ nextStep, nextOn: null, cited: ['company_size'], reply });
      expect(consequence(endedAs(handshake, notMql), isMql)).toEqual({ kind: 'offer', cycle: 2 });
    });

    test('does not come back while what a rule judges has not changed, whatever was said', () => {
      const handshake = ended({ nextStep: 'fix', nextOn: null, cited: ['industry'], reply });
      expect(consequence(endedAs(handshake), isMql)).toEqual({ kind: 'nothing' });
    });

    test.each(steps)('comes back from %s where no rule judges what was cited', (nextStep) => {
      const handshake = ended({ nextStep, nextOn: null, cited: [], reply });
      expect(consequence(endedAs(handshake), isMql)).toEqual({ kind: 'offer', cycle: 2 });
      expect(consequence(endedAs({ ...handshake, reply: null }), isMql)).toEqual({ kind: 'nothing' });
      expect(consequence(endedAs(handshake), notMql)).toEqual({ kind: 'nothing' });
    });

    test('stays what it is as a duplicate', () => {
      const handshake = ended({ nextStep: 'duplicate', nextOn: null, cited: [], reply });
      expect(consequence(endedAs(handshake), isMql)).toEqual({ kind: 'nothing' });
    });
  });

  test('before its day does not come back for crossing the threshold alone, and after it comes back with that', () => {
    const handshake = ended({ nextStep: 'recycle', nextOn: '2026-12-14', cited: ['company_size'] });
    const crossed = { ...endedAs(handshake), wasMql: false };
    expect(consequence(crossed, isMql, '2026-12-01')).toEqual({ kind: 'nothing' });
    expect(consequence(crossed, isMql, '2026-12-20')).toEqual({ kind: 'offer', cycle: 2 });
  });

  test.each<NextStep>(['archive', 'duplicate', 'wrong_owner'])('as %s never comes back', (nextStep) => {
    const handshake = ended({ nextStep, nextOn: null, cited: ['industry'] });
    expect(consequence(endedAs(handshake, notMql), isMql, '2030-01-01')).toEqual({ kind: 'nothing' });
  });
});

test('an SQL is never offered again', () => {
  expect(consequence(endedAs(aQualified()), isMql)).toEqual({ kind: 'nothing' });
});
