// Promises of `/funnel away`: days are understood as people write them, and what is not understood is said.
import { describe, expect, test } from 'vitest';
import { readAway } from '../../src/slack/away-words.js';

/** A Saturday. */
const TODAY = '2026-11-28';

const span = (words: string): string | null => {
  const wish = readAway(words, TODAY);
  return wish.kind === 'away' ? `${wish.person ?? ''} ${wish.from}..${wish.until}`.trim() : null;
};

describe('the words of away', () => {
  test.each([
    ['1 Dec to 5 Dec', '2026-12-01..2026-12-05'],
    ['from 1 December until 5 December 2026', '2026-12-01..2026-12-05'],
    ['1 to 5 Dec', '2026-12-01..2026-12-05'],
    ['Dec 1 - Dec 5', '2026-12-01..2026-12-05'],
    ['1st Dec–5th Dec', '2026-12-01..2026-12-05'],
    ['1/12 to 5/12', '2026-12-01..2026-12-05'],
    ['1/12/2026 to 5/1/27', '2026-12-01..2027-01-05'],
    ['2026-12-01 to 2026-12-05', '2026-12-01..2026-12-05'],
    ['28 Dec to 3 Jan', '2026-12-28..2027-01-03'],
    ['today', '2026-11-28..2026-11-28'],
    ['Tomorrow', '2026-11-29..2026-11-29'],
    ['until Friday', '2026-11-28..2026-12-04'],
    ['tomorrow to wed', '2026-11-29..2026-12-02'],
    ['Monday to Monday', '2026-11-30..2026-11-30'],
    ['Friday 4 Dec', '2026-12-04..2026-12-04'],
    ['<@UDANA|dana> 1 Dec to 5 Dec', 'UDANA 2026-12-01..2026-12-05'],
    ['today until <@UDANA> 30 nov', 'UDANA 2026-11-28..2026-11-30'],
  ])('%s', (words, expected) => expect(span(words)).toBe(expected));

  test.each([
    '31 Nov',
    'soon',
    '1 Dec to 5 Dec to 7 Dec',
    'next week',
    '1/13',
    '20 Nov',
    '<@UDANA>',
    '5 Dec 26',
  ])('does not guess at "%s"', (words) => expect(readAway(words, TODAY).kind).toBe('not understood'));

  test('knows its own words, for somebody else too', () => {
    expect(readAway('', TODAY)).toEqual({ kind: 'ask' });
    expect(readAway(' List ', TODAY)).toEqual({ kind: 'list' });
    expect(readAway('back', TODAY)).toEqual({ kind: 'back', person: null });
    expect(readAway('<@UDANA> back', TODAY)).toEqual({ kind: 'back', person: 'UDANA' });
    expect(readAway('cancel <@UDANA>', TODAY)).toEqual({ kind: 'cancel', person: 'UDANA' });
  });
});
