// Rules may ask for every field that a lead can arrive with, and for no other.
import { expect, test } from 'vitest';
import { fieldWords, isLeadField, leadFields } from '../../src/charter/lead-fields.js';
import { isField } from '../../src/intake/csv/map.js';
import { readLeads } from '../../src/intake/rows.js';
import { NOW } from '../make.js';

test('a rule knows every fact that intake makes of a lead', () => {
  const company = {
    name: 'X',
    domain: 'x.example',
    employees: 1,
    industry: 'IT',
    country: 'AU',
    region: 'NSW',
  };
  const people = { email: 'a@x.example', firstName: 'A', lastName: 'B', jobTitle: 'C', phone: '1' };
  const row = { id: '1', source: 'web', campaign: 'c', owner: 'o', estimatedValue: 5, ...people, company };
  const { kept } = readLeads([{ ...row, facts: { plan: 'team' } }], NOW);
  const facts = Object.keys(kept[0]?.facts ?? {});
  expect(facts.filter((field) => !isLeadField(field))).toEqual([]);
  expect(Object.keys(leadFields).filter((field) => !facts.includes(field))).toEqual([]);
  expect(Object.keys(leadFields).filter((field) => !isField('leads', field))).toEqual([]);
});

test('no two fields are called the same', () => {
  const fields = [
    ...Object.keys(leadFields),
    'facts.owner',
    'facts.campaign',
    'owner.facts',
    'facts.a.b',
    'plan',
  ];
  expect(new Set(fields.map(fieldWords)).size).toBe(fields.length);
});
