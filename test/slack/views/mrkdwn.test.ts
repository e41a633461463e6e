// Promises of the words that go to Slack.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calendarDay,
  clip,
  escape as escaped,
  inZone,
  mention,
  quote,
  when,
  within,
  withPeople,
} from '../../../src/slack/mrkdwn.js';

const SYDNEY = 'Australia/Sydney';
const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('outside words', () => {
  it('cannot mention a channel', () => {
    expect(escaped('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });

  it('mention the people whom a change of the charter names, also where it is cut', () => {
    const change = 'Owner: from nobody to \uFDD0URITA\uFDD1; Sales leader: from <x> to \uFDD0USASHA\uFDD1';
    expect(withPeople(within(change, 200))).toBe(
      'Owner: from nobody to <@URITA>; Sales leader: from &lt;x&gt; to <@USASHA>',
    );
    expect(withPeople(within(change, 30))).toBe('Owner: from nobody to <@URITA>…');
    expect(withPeople(within(change, 26))).toBe('Owner: from nobody to UR…');
  });

  it('stay on one line, so that none of theirs can pose as one of ours', () => {
    expect(escaped('Harbour\r\n> Accepted\u2028by Dana')).toBe('Harbour &gt; Accepted by Dana');
  });

  it('lose control characters and those that turn the line around', () => {
    expect(escaped('a\u0000b\u202Ec\u2066d\uFEFF')).toBe('a bcd');
  });

  it('keep right-to-left scripts and joined emoji as they are', () => {
    expect(escaped('שלום 👩‍👩‍👧')).toBe('שלום 👩‍👩‍👧');
  });
});

describe('clipping', () => {
  it('ends with an ellipsis and never cuts an emoji apart', () => {
    expect(clip('ab👩‍👩‍👧cd', 10)).toBe('ab…');
    expect(clip('abcd', 4)).toBe('abcd');
  });

  it('counts what escaping will add, so that no entity is cut in half', () => {
    expect(within('&&&&', 11)).toBe('&amp;&amp;…');
  });

  it('fits every text into every limit', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 200 }), (text, max) => {
        expect(within(text, max).length).toBeLessThanOrEqual(max);
        expect(within(text, max)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});

describe('a quote', () => {
  it('marks every line and lets no line out', () => {
    expect(quote('One\n\n<!here>\nthree', 100)).toBe('> One\n> &lt;!here&gt;\n> three');
  });

  it('fits every text into its limit', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(quote(text, 120).length).toBeLessThanOrEqual(120);
        for (const line of quote(text, 120).split('\n')) expect(line.startsWith('> ')).toBe(true);
      }),
    );
  });
});

describe('people and times', () => {
  it('mentions a person by id and nobody by any other word', () => {
    expect(mention('U012AB')).toBe('<@U012AB>');
    expect(mention('!channel>')).toBe('!channel&gt;');
  });

  it('shows an instant in the reader’s zone, with the charter’s zone where Slack cannot', () => {
    expect(when('2026-11-10T23:00:00.000Z', SYDNEY)).toBe(
      '<!date^1794351600^{date_short_pretty} at {time}|11 Nov 2026, 10:00 am AEDT>',
    );
    expect(inZone(new Date('2026-06-10T23:00:00Z'), SYDNEY)).toBe('11 June 2026, 9:00 am AEST');
  });

  it('shows a calendar day as the same day to everybody', () => {
    expect(calendarDay('2026-12-14')).toBe('14 Dec 2026');
  });

  it('refuses an instant that is none', () => {
    expect(() => when('soon', SYDNEY)).toThrow(RangeError);
  });
});
