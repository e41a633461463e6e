// Promises of a map: what fills a field, and that a wrong map is told by its line before anything is sent.
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/errors.js';
import { fillRow, unreadColumns } from '../../../src/intake/csv/fill.js';
import { mapByHeader, readMap } from '../../../src/intake/csv/map.js';

const leads = (columns: string): string => `holds: leads\nsource: crm\ncolumns:\n  id: ID\n${columns}`;
const fill = (columns: string, cells: Record<string, string>) =>
  fillRow(readMap(leads(columns), 'm.yml'), new Map(Object.entries({ ID: '1', ...cells })));

const messageOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('the map was taken');
};

describe('a field is filled', () => {
  it('from its column, trimmed, under its group', () => {
    expect(
      fill('  firstName: Given\n  company.name: Firm\n  facts.plan: Plan', {
        Given: ' Dana ',
        Firm: 'Acme',
        Plan: 'x',
      }),
    ).toEqual({
      row: { id: '1', source: 'crm', firstName: 'Dana', company: { name: 'Acme' }, facts: { plan: 'x' } },
      errors: [],
    });
  });

  it('with what a value stands for, a default where the cell is empty, and nothing where there is none', () => {
    const columns =
      '  owner: { column: Who, default: nobody }\n  facts.firm: { column: Firm, values: { "True": true, "0": "" } }';
    expect(fill(columns, { Who: '', Firm: 'True' }).row).toMatchObject({
      owner: 'nobody',
      facts: { firm: true },
    });
    expect(fill(columns, { Who: 'Dana', Firm: '0' }).row).toEqual({ id: '1', source: 'crm', owner: 'Dana' });
  });

  it('by joining columns and constants, or not at all while one is empty', () => {
    const columns = '  facts.key: { join: [A, B, { constant: won }], with: "-" }';
    expect(fill(columns, { A: 'a', B: 'b' }).row).toMatchObject({ facts: { key: 'a-b-won' } });
    expect(fill(columns, { A: 'a', B: '' }).row).not.toHaveProperty('facts');
  });

  it('with a number where the field is one, or the map says so', () => {
    const columns =
      '  company.name: N\n  company.employees: Size\n  facts.seats: { column: Seats, number: true }';
    expect(fill(columns, { N: 'A', Size: '1,250', Seats: '-2.5' }).row).toMatchObject({
      company: { employees: 1250 },
      facts: { seats: -2.5 },
    });
    expect(fill(columns, { N: 'A', Size: 'about 40', Seats: '1' }).errors).toEqual([
      { path: 'company.employees', message: expect.stringContaining('"about 40" is not a number') },
    ]);
  });

  it('with the instant of a date, in UTC or in the zone it names, also over the end of summer time', () => {
    const at = (zone: string, When: string) =>
      (
        fill(`  occurredAt: { column: When, date: "D/M/YYYY HH:mm"${zone} }`, { When }).row as {
          occurredAt: string;
        }
      ).occurredAt;
    expect(at('', '2/3/2026 09:30')).toBe('2026-03-02T09:30:00.000Z');
    expect(at(', zone: Australia/Sydney', '2/3/2026 09:30')).toBe('2026-03-01T22:30:00.000Z');
    expect(at(', zone: Australia/Sydney', '6/4/2026 09:30')).toBe('2026-04-05T23:30:00.000Z');
  });

  it('never with a date that does not exist', () => {
    const { row, errors } = fill('  occurredAt: { column: When, date: DD/MM/YYYY }', { When: '31/02/2026' });
    expect(row).not.toHaveProperty('occurredAt');
    expect(errors[0]?.message).toContain('not a date written as DD/MM/YYYY');
  });
});

describe('a wrong map is told by its line', () => {
  it.each([
    ['broken YAML', 'holds: leads\nsource: [crm\n', /not valid YAML, line \d/],
    ['nothing', '', /line 1: the map/],
    [
      'another kind of rows',
      'holds: people\nsource: crm\ncolumns: { id: ID }\n',
      /line 1: holds must be "leads" or "signals"/,
    ],
    [
      'an unknown part',
      'holds: leads\nsource: crm\ncolumn: {}\ncolumns: { id: ID }\n',
      /line 3: column is not known here/,
    ],
    ['no source', 'holds: leads\ncolumns: { id: ID }\n', /source is missing/],
    ['an unknown field', leads('  size: N\n'), /line 5: columns → size is not a field of leads/],
    [
      'an unknown option',
      leads('  owner:\n    column: N\n    colour: blue\n'),
      /line 7: columns → owner → colour is not known here/,
    ],
    [
      'an unknown zone',
      leads('  occurredAt:\n    column: N\n    zone: Sydney\n'),
      /line 7: .*zone is not a time zone/,
    ],
    ['a number for a column', leads('  owner: 12\n'), /line 5: columns → owner must be a column’s name/],
    ['a source among the columns', leads('  source: N\n'), /line 5: .*belongs to the top/],
    ['a field filled twice', leads('  owner: A\n  owner: B\n'), /not valid YAML, line 6/],
    [
      'a lead’s field for a signal',
      'holds: signals\nsource: s\ncolumns: { email: E }\n',
      /email is not a field of signals/,
    ],
  ])('%s', (_, yaml, message) => {
    expect(messageOf(() => readMap(yaml, 'm.yml'))).toMatch(message);
  });

  it('and every field that must be filled is named', () => {
    const message = messageOf(() => readMap('holds: signals\nsource: s\ncolumns: { id: ID }\n', 'm.yml'));
    for (const field of ['leadId', 'type', 'occurredAt'])
      expect(message).toContain(`line 3: columns does not say what fills "${field}"`);
  });
});

describe('a map meets its file', () => {
  it('and a column that the file has not is told together with those it has', () => {
    const map = readMap(leads('  owner: Owner\n'), 'm.yml');
    expect(messageOf(() => unreadColumns(map, ['ID', 'Rep']))).toBe(
      'The file has no column "Owner"; it has "ID", "Rep". Correct the map, or the separator in it.',
    );
  });

  it('and columns that nobody asks for are known', () => {
    expect(unreadColumns(readMap(leads(''), 'm.yml'), ['ID', 'Rep', ''])).toEqual(['Rep']);
  });

  it('or needs none when its columns are named like the fields', () => {
    const map = mapByHeader(['id', 'source', 'company.name', 'shoe size']);
    expect([...map.columns.keys()]).toEqual(['id', 'source', 'company.name']);
    expect(messageOf(() => mapByHeader(['ID', 'source']))).toMatch(
      /no column called "id"; it has "ID", "source"/,
    );
  });
});
