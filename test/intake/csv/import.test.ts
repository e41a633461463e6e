// Promises of the import: any honest CSV file goes in once, what cannot is given back with reasons, and it may be stopped.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { anImport } from './an-import.js';

let here: ReturnType<typeof anImport>;
beforeEach(() => {
  here = anImport();
});
afterEach(() => here.remove());

const manyLeads = (count: number): string =>
  `id,source\n${Array.from({ length: count }, (_, n) => `lead-${n},forms\n`).join('')}`;

describe('a file', () => {
  it('with a byte order mark, CRLF, quotes and blank lines is read as it is meant', async () => {
    const file = here.write(
      'leads.csv',
      '\ufeffid,source,company.name,facts.note\r\n1,forms,"Acme, ""Big"" Pty","two\r\nlines"\r\n\r\n2,forms,5" pipes,ö\r\n',
    );
    const { code, leads, out } = await here.run([file]);
    expect(code).toBe(0);
    expect(leads).toEqual([
      { id: '1', source: 'forms', company: { name: 'Acme, "Big" Pty' }, facts: { note: 'two\r\nlines' } },
      { id: '2', source: 'forms', company: { name: '5" pipes' }, facts: { note: 'ö' } },
    ]);
    expect(out).toEqual(['2 rows read: 2 accepted, 0 updated, 0 duplicates, 0 rejected.']);
    expect(here.read('leads.rejected.csv')).toBeNull();
  });

  it('has its unread columns told once', async () => {
    const { out } = await here.run([
      here.write('leads.csv', 'id,source,shoe size,\n1,forms,42,\n2,forms,43,\n'),
    ]);
    expect(out[0]).toBe('Ignored, because nothing asks for them: shoe size.');
    expect(out).toHaveLength(2);
  });

  it('gives back what cannot be kept, with its line and the reasons, and nothing that a spreadsheet would run', async () => {
    const file = here.write(
      'leads.csv',
      'id,source,email,company.name\n1,forms,a@b.au,"A\nB"\n2,forms,@cmd,=cmd()\n3,forms\n4,forms,c@d.au,C,extra\n,forms,,\n',
    );
    const { code, out, leads } = await here.run([file]);
    expect(code).toBe(0);
    expect(leads).toHaveLength(1);
    expect(out.slice(-2)).toEqual([
      '5 rows read: 1 accepted, 0 updated, 0 duplicates, 4 rejected.',
      `The rejected rows, with the reasons, are in ${here.path('leads.rejected.csv')}.`,
    ]);
    const rejected = here.read('leads.rejected.csv')?.split('\r\n') ?? [];
    expect(rejected[0]).toBe('id,source,email,company.name,line,reasons');
    expect(rejected[1]).toMatch(/^2,forms,'@cmd,'=cmd\(\),4,.*email: Not an e-mail address/);
    expect(rejected[2]).toMatch(/^3,forms,,,5,The row has 2 cells where the header has 4/);
    expect(rejected[3]).toMatch(/^4,forms,c@d.au,C,extra,6,The row has 5 cells/);
    expect(rejected[4]).toMatch(/^,forms,,,7,id: Missing/);
  });

  it('that is mended has the rejects of its earlier run taken away', async () => {
    const file = here.write('leads.csv', 'id,source\n,forms\n');
    expect((await here.run([file])).code).toBe(1);
    expect(here.read('leads.rejected.csv')).not.toBeNull();
    here.write('leads.csv', 'id,source\n1,forms\n');
    expect((await here.run([file])).code).toBe(0);
    expect(here.read('leads.rejected.csv')).toBeNull();
  });

  it('has rows that were turned away by the other side given back as well', async () => {
    const { out } = await here.run([here.write('leads.csv', 'id,source\n,forms\n1,forms\n2,forms\n')], {
      deliver: async () => ({
        accepted: 1,
        updated: 0,
        duplicates: 0,
        rejected: [{ index: 1, errors: [{ path: 'occurredAt', message: 'Too late.' }] }],
      }),
    });
    expect(out[0]).toMatch(/1 accepted.* 2 rejected/);
    expect(here.read('leads.rejected.csv')).toContain('2,forms,4,occurredAt: Too late.');
  });

  it('with a header only is done with, and nothing is sent', async () => {
    const { code, out, delivered } = await here.run([here.write('leads.csv', 'id,source\n')]);
    expect([code, delivered]).toEqual([0, []]);
    expect(out).toEqual(['The file holds no rows below its header. Nothing was done.']);
  });

  it('whose every row is rejected ends with exit code 1', async () => {
    const { code, delivered } = await here.run([here.write('leads.csv', 'id,source\n,forms\n,forms\n')]);
    expect([code, delivered]).toEqual([1, []]);
  });
});

describe('is refused with exit code 2 before anything is sent', () => {
  const latin = (): Uint8Array => Buffer.from(`${manyLeads(600)}9,Caf\u00e9\n`, 'latin1');

  it.each([
    ['a file that is empty', () => '', /is empty/],
    ['a file that is not UTF-8', latin, /is not UTF-8/],
    ['a file in UTF-16', () => Buffer.from('\ufeffid,source\n', 'utf16le'), /is not UTF-8/],
    ['a header that names a column twice', () => 'id,source,id\n1,forms,2\n', /two columns called "id"/],
    [
      'a file without the columns of a lead',
      () => 'a;b\n1;2\n',
      /no column called "id" or "source"; it has "a;b"/,
    ],
  ])('%s', async (_, content, message) => {
    const { code, err, delivered } = await here.run([here.write('leads.csv', content())]);
    expect([code, delivered]).toEqual([2, []]);
    expect(err.join('\n')).toMatch(message);
  });

  it('a mapped column that the file has not', async () => {
    const map = here.write('m.yml', 'holds: leads\nsource: crm\ncolumns: { id: Key }\n');
    const { code, err } = await here.run([here.write('leads.csv', 'ID\n1\n'), '--map', map]);
    expect(code).toBe(2);
    expect(err).toEqual([
      'The file has no column "Key"; it has "ID". Correct the map, or the separator in it.',
    ]);
  });

  it.each([
    ['no file', [], /Name one CSV file/],
    ['two files', ['a.csv', 'b.csv'], /not several/],
    ['a file that is not there', ['missing.csv'], /no file missing.csv/],
    ['a folder', ['.'], /is a folder/],
    ['an unknown option', ['a.csv', '--quick'], /--quick.*--help/],
    ['a map that is not there', ['a.csv', '--map', 'missing.yml'], /missing.yml cannot be read/],
  ])('%s', async (_, args, message) => {
    const { code, err } = await here.run(args);
    expect(code).toBe(2);
    expect(err.join('\n')).toMatch(message);
  });
});

describe('a run', () => {
  it('tells its help and does nothing', async () => {
    const { code, out, delivered } = await here.run(['--help']);
    expect([code, delivered]).toEqual([0, []]);
    for (const option of ['--map', '--dry-run', '--history']) expect(out.join('\n')).toContain(option);
  });

  it('with --dry-run checks every row, sends none, and gives the faulty ones back', async () => {
    const { code, out, delivered } = await here.run([
      here.write('leads.csv', 'id,source\n1,forms\n,forms\n'),
      '--dry-run',
    ]);
    expect([code, delivered]).toEqual([0, []]);
    expect(out[0]).toBe('2 rows read: 1 can be kept, 1 rejected. Nothing was sent.');
    expect(here.read('leads.rejected.csv')).toContain('id: Missing');
  });

  it('with --history says so with every batch', async () => {
    const { delivered } = await here.run([here.write('leads.csv', manyLeads(501)), '--history']);
    expect(delivered.map(({ history, leads }) => [history, leads.length])).toEqual([
      [true, 500],
      [true, 1],
    ]);
  });

  it('tells how far it is: over one line on a terminal, every 5,000 rows elsewhere', async () => {
    const file = here.write('leads.csv', manyLeads(10_001));
    expect((await here.run([file])).progress).toMatch(/^5,000 rows.*\n10,000 rows.*\n$/);
    const onTerminal = (await here.run([file], { isTTY: true })).progress;
    expect(onTerminal.split('\r')).toHaveLength(22);
    expect(onTerminal).toMatch(/10,001 rows[^\n]*\n$/);
  });

  it('that is interrupted finishes its batch, says how far it came, and ends with 130', async () => {
    const stop = new AbortController();
    const file = here.write('leads.csv', manyLeads(1200));
    const { code, err, leads } = await here.run([file], {
      signal: stop.signal,
      deliver: async ({ leads: rows }) => {
        stop.abort();
        return { accepted: rows.length, updated: 0, duplicates: 0, rejected: [] };
      },
    });
    expect([code, leads.length]).toEqual([130, 500]);
    expect(err).toEqual(['Stopped after line 501. Run it again: what was kept is not doubled.']);
  });

  it('that cannot deliver says why and how far it came, and keeps the rejects it has', async () => {
    const file = here.write('leads.csv', `${manyLeads(600)},forms\n`);
    let calls = 0;
    const { code, err, out } = await here.run([file], {
      deliver: async ({ leads: rows }) => {
        if (++calls === 2) throw new UserError('The running process stopped answering.');
        return { accepted: rows.length, updated: 0, duplicates: 0, rejected: [] };
      },
    });
    expect(code).toBe(1);
    expect(err).toEqual([
      'Stopped after line 501. Run it again: what was kept is not doubled.',
      'The running process stopped answering.',
    ]);
    expect(out[0]).toMatch(/^500 rows read: 500 accepted/);
    expect(here.read('leads.rejected.csv')).toContain(',forms,602,id: Missing');
  });

  it('over a quote that is never closed says where to look', async () => {
    const { code, err } = await here.run([
      here.write('leads.csv', 'id,source\n1,forms\n2,"forms\n3,forms\n'),
    ]);
    expect(code).toBe(1);
    expect(err.at(-1)).toMatch(/line \d+: a quote is opened and never closed/);
  });
});
