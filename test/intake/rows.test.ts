// Promises of a row: what it may hold, what it becomes, and which sentence a faulty one earns.
import { describe, expect, it } from 'vitest';
import { readLeads, readSignals } from '../../src/intake/rows.js';
import { aLeadRow, aSignalRow } from './a-door.js';

const NOW = new Date('2026-03-03T00:00:00Z');
const lead = (more: Record<string, unknown> = {}) => readLeads([aLeadRow(more)], NOW);
const signal = (more: Record<string, unknown> = {}) => readSignals([aSignalRow(more)], NOW);
const errorsOf = ({ rejected }: ReturnType<typeof lead> | ReturnType<typeof signal>) =>
  rejected[0]?.errors ?? [];

describe('a lead', () => {
  it('becomes flat facts by their path, with only what it holds', () => {
    const { kept, rejected } = lead({
      campaign: 'Spring',
      email: ' Dana@Example.com ',
      lastName: '  ',
      company: { name: 'Acme', employees: 40, region: '' },
      estimatedValue: 0,
      facts: { plan: 'team', seats: 12, trial: false },
      occurredAt: '2026-03-02T09:30:00+11:00',
    });
    expect(rejected).toEqual([]);
    expect(kept).toEqual([
      {
        key: { source: 'forms', id: 'lead-1' },
        facts: {
          campaign: 'Spring',
          email: 'Dana@Example.com',
          'company.name': 'Acme',
          'company.employees': 40,
          estimatedValue: 0,
          'facts.plan': 'team',
          'facts.seats': 12,
          'facts.trial': false,
        },
        occurredAt: new Date('2026-03-01T22:30:00Z'),
        signals: [],
      },
    ]);
  });

  it('without a date has none, and a date alone is its midnight in UTC', () => {
    expect(lead().kept[0]?.occurredAt).toBeNull();
    expect(lead({ occurredAt: '2026-03-02' }).kept[0]?.occurredAt).toEqual(new Date('2026-03-02T00:00:00Z'));
  });

  it('lends its id and source to the signals inside it', () => {
    const { kept } = lead({
      signals: [
        { id: 's1', type: 'demo_requested', occurredAt: '2026-03-01' },
        { id: 's2', type: 'demo_requested', occurredAt: '2026-03-01', source: 'site', leadId: 'lead-1' },
      ],
    });
    expect(kept[0]?.signals).toMatchObject([
      { id: 's1', source: 'forms', lead: { source: 'forms', id: 'lead-1' } },
      { id: 's2', source: 'site', lead: { source: 'forms', id: 'lead-1' } },
    ]);
  });

  it.each([
    ['a number as its id', { id: 42 }, 'id', /Put it in quotes.*"42"/],
    ['no id', { id: undefined }, 'id', /^Missing/],
    ['an empty id', { id: ' ' }, 'id', /at least one character/],
    ['an id of 201 characters', { id: 'x'.repeat(201) }, 'id', /200 characters/],
    ['no source', { source: undefined }, 'source', /^Missing/],
    ['null for a text', { firstName: null }, 'firstName', /Leave the field out/],
    ['a text of 501 characters', { owner: 'x'.repeat(501) }, 'owner', /500 characters/],
    ['an e-mail address without @', { email: 'dana.example.com' }, 'email', /name@example.com/],
    ['an e-mail address too long', { email: `${'x'.repeat(250)}@a.au` }, 'email', /254 characters/],
    ['a company without a name', { company: { employees: 3 } }, 'company.name', /^Missing/],
    ['half an employee', { company: { name: 'A', employees: 2.5 } }, 'company.employees', /whole number/],
    [
      'too many employees',
      { company: { name: 'A', employees: 1e8 } },
      'company.employees',
      /10,000,000 or less/,
    ],
    ['an unknown company field', { company: { name: 'A', size: 3 } }, 'company.size', /Unknown field "size"/],
    ['a negative value', { estimatedValue: -1 }, 'estimatedValue', /0 or more/],
    ['an infinite value', { estimatedValue: Number.POSITIVE_INFINITY }, 'estimatedValue', /number/],
    ['a date in another form', { occurredAt: '02/03/2026' }, 'occurredAt', /ISO 8601/],
    ['a day that does not exist', { occurredAt: '2026-02-30' }, 'occurredAt', /ISO 8601/],
    ['a time without an offset', { occurredAt: '2026-03-01T09:00:00' }, 'occurredAt', /offset/],
    ['a date two days ahead', { occurredAt: '2026-03-05' }, 'occurredAt', /future/],
    ['a date before 1970', { occurredAt: '1969-12-31' }, 'occurredAt', /Before 1970/],
    ['a nested fact', { facts: { plan: { name: 'team' } } }, 'facts.plan', /Flatten/],
    ['a long fact', { facts: { plan: 'x'.repeat(1001) } }, 'facts.plan', /1,000/],
    ['a fact with an odd name', { facts: { 'the plan': 1 } }, 'facts.the plan', /starts with a letter/],
    [
      '51 facts',
      { facts: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`fact${n}`, n])) },
      'facts',
      /More than 50/,
    ],
    ['a NUL', { firstName: 'Da\u0000na' }, 'firstName', /NUL/],
    ['half a character', { company: { name: 'A\ud83c' } }, 'company.name', /half a character/],
    ['a NUL in a fact', { facts: { plan: '\u0000' } }, 'facts.plan', /NUL/],
    ['a NUL in its id', { id: 'a\u0000' }, 'id', /NUL/],
    [
      'the signal of another lead',
      { signals: [{ id: 's', leadId: 'other', type: 'won', occurredAt: '2026-03-01' }] },
      'signals.0.leadId',
      /another lead/,
    ],
    [
      'a signal of tomorrow’s tomorrow',
      { signals: [{ id: 's', type: 'won', occurredAt: '2026-03-06' }] },
      'signals.0.occurredAt',
      /future/,
    ],
    [
      '201 signals',
      {
        signals: Array.from({ length: 201 }, (_, n) => ({
          id: `${n}`,
          type: 'won',
          occurredAt: '2026-03-01',
        })),
      },
      'signals',
      /More than 200/,
    ],
  ])('with %s is rejected, and told why', (_, more, path, message) => {
    const read = lead(more);
    expect(read.kept).toEqual([]);
    expect(errorsOf(read)).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it('may not smuggle fields in by the name of a prototype', () => {
    const rows = JSON.parse(
      '[{"id":"1","source":"s","facts":{"__proto__":{"plan":"x"}}},{"id":"2","source":"s","facts":{"constructor":"y"}}]',
    ) as unknown[];
    const { kept } = readLeads(rows, NOW);
    expect(kept.map(({ facts }) => facts)).toEqual(
      kept.map(({ key }) => (key.id === '2' ? { 'facts.constructor': 'y' } : {})),
    );
    expect(Object.prototype).not.toHaveProperty('plan');
  });
});

describe('a signal', () => {
  it('names its lead’s source, else its own', () => {
    expect(signal().kept[0]?.lead).toEqual({ source: 'forms', id: 'lead-1' });
    expect(signal({ leadSource: 'crm' }).kept[0]?.lead).toEqual({ source: 'crm', id: 'lead-1' });
  });

  it.each([
    ['no lead', { leadId: undefined }, 'leadId', /^Missing/],
    ['no date', { occurredAt: undefined }, 'occurredAt', /^Missing/],
    ['a type in capitals', { type: 'PricingPage' }, 'type', /snake case/],
    ['an amount in words', { value: '3 days' }, 'value', /without quotes/],
    ['a field it does not have', { email: 'a@b.au' }, 'email', /Unknown field "email"/],
  ])('with %s is rejected, and told why', (_, more, path, message) => {
    expect(errorsOf(signal(more))).toEqual([{ path, message: expect.stringMatching(message) }]);
  });
});
