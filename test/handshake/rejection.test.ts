// Promises of a rejection: what it must say, checked against the charter version the lead was offered under.
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/handshake/assessment.js';
import { contradicted, problemsWith, type Reasons } from '../../src/handshake/rejection.js';
import { aCharter, aLead, aSignal, NOW, someReasons } from '../make.js';

const { charter } = aCharter();
const offered = assess(charter, {
  facts: aLead({ 'company.industry': 'Mining' }),
  signals: [aSignal()],
  now: NOW,
});
const TODAY = '2026-11-11';
const problems = (changes: Partial<Reasons>) =>
  problemsWith(
    someReasons({ cited: ['industry'], contradiction: '', note: '', ...changes }),
    offered,
    charter,
    TODAY,
  );

describe('reasons', () => {
  test('with a criterion that the data says failed and a day to come are complete', () => {
    expect(problems({})).toEqual({});
  });

  test('need a criterion or Other', () => {
    expect(problems({ cited: [] }).cited).toContain('at least one criterion');
  });

  test('may cite only criteria of this charter version', () => {
    expect(problems({ cited: ['horoscope'] }).cited).toContain('"horoscope"');
  });

  test('need twenty characters of words for Other, and spaces are no words', () => {
    expect(problems({ cited: [], other: true, note: 'x'.repeat(19) }).note).toContain('20 characters');
    expect(problems({ cited: [], other: true, note: `${'x'.repeat(19)}      ` }).note).toContain(
      '20 characters',
    );
    expect(problems({ cited: [], other: true, note: 'x'.repeat(20) })).toEqual({});
  });

  test('need to say what is wrong with the data when the data says a cited criterion is met', () => {
    expect(contradicted(['industry', 'company_size'], offered)).toEqual(['company_size']);
    expect(problems({ cited: ['company_size'] }).contradiction).toContain('what is wrong with the data');
    expect(problems({ cited: ['company_size'], contradiction: '  ' }).contradiction).toBeDefined();
    expect(problems({ cited: ['company_size'], contradiction: 'That is the group.' })).toEqual({});
  });

  test('need a day after today to recycle, and none for another step', () => {
    expect(problems({ nextOn: null }).nextOn).toContain('Choose the day');
    expect(problems({ nextOn: TODAY }).nextOn).toContain('after today');
    expect(problems({ nextOn: '2026-11-10' }).nextOn).toContain('after today');
    expect(problems({ nextOn: '2026-11-12' })).toEqual({});
    expect(problems({ nextStep: 'archive', nextOn: null })).toEqual({});
  });

  test('tell everything that is missing at once', () => {
    expect(Object.keys(problems({ cited: [], nextOn: null })).sort()).toEqual(['cited', 'nextOn']);
  });
});
