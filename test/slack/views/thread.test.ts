// Promises of the thread: marketing gets every reason, and everybody is told what changed.
import { describe, expect, it } from 'vitest';
import {
  qualifiedMessage,
  reasonMessage,
  reassignedMessage,
  samePersonMessage,
  unmadeMessage,
} from '../../../src/slack/views/thread.js';
import {
  aHandedBack,
  aHandshake,
  aQualified,
  aRejected,
  aScene,
  NOW,
  someSpokenReasons,
} from '../../make.js';
import { clickable, expectSendable, readable } from './limits.js';

const MARKETING = '<!subteam^S1>';

describe('the reason', () => {
  it('mentions marketing and names each criterion with the lead’s own value and verdict', () => {
    const cited = ['company_size', 'budget'];
    const text = readable(reasonMessage(aScene({ handshake: aRejected({ cited }) }), MARKETING));
    expect(text).toContain('Rejected by <@UDANA>');
    expect(text).toContain(`${MARKETING}: please read why`);
    expect(text).toContain(
      '• *Company size*: 120 (wanted: 20 to 1,000 employees). By the data: ✓ met. *Sales says the data is wrong*',
    );
    expect(text).toMatch(/\*Budget\*: not seen \(wanted: Budget confirmed\)\. By the data: \? not known$/m);
  });

  it('tells what the rep says is wrong with the data, and the note, in the rep’s own words', () => {
    const reasons = someSpokenReasons({ note: 'First line\nsecond <!here>' });
    const text = readable(reasonMessage(aScene({ handshake: aRejected(), reasons }), MARKETING));
    expect(text).toContain('*What is wrong with the data*\n> The 120 employees are the whole group');
    expect(text).toContain('*Note*\n> First line\n> second &lt;!here&gt;');
  });

  it('calls the note "Other" when the reason is not on the checklist', () => {
    const reasons = someSpokenReasons({
      cited: [],
      contradicted: [],
      verdicts: [],
      other: true,
      note: 'They are a competitor of ours.',
    });
    expect(
      readable(reasonMessage(aScene({ handshake: aRejected({ cited: [] }), reasons }), MARKETING)),
    ).toContain('*Other*\n> They are a competitor of ours.');
  });

  it('says what comes next, with its day', () => {
    expect(readable(reasonMessage(aScene({ handshake: aHandedBack() }), MARKETING))).toContain(
      'Next: it may come back on 14 Dec 2026.',
    );
  });

  it('can be acknowledged once, and then says who did', () => {
    const waiting = reasonMessage(aScene({ handshake: aRejected() }), MARKETING);
    expect(clickable(waiting.blocks)).toEqual(['acknowledge_reason']);
    const reply = { kind: 'acknowledged', by: 'UMIA', at: NOW.toISOString() } as const;
    const read = reasonMessage(aScene({ handshake: aRejected({ reply }) }), MARKETING);
    expect(clickable(read.blocks)).toEqual([]);
    expect(readable(read)).toContain('Acknowledged by <@UMIA>');
  });

  it('stands without the rep’s words when they have been erased', () => {
    const text = readable(reasonMessage(aScene({ handshake: aRejected(), reasons: null }), MARKETING));
    expect(text).toContain('*Company size*: 120');
    expect(text).toContain('have been erased');
  });

  it('calls on marketing by name when nobody is set up, and never on half a person', () => {
    const scene = aScene({ handshake: aRejected() });
    expect(readable(reasonMessage(scene, ''))).toContain('Marketing: please read why');
    const many = Array.from({ length: 500 }, (_, index) => `<@U${index}ABCDEF>`).join(' ');
    const message = reasonMessage(scene, many);
    expectSendable(message);
    expect(message.text.replace(/<@U\w+>/g, '')).not.toMatch(/[<>]/);
  });
});

describe('what changed', () => {
  it('tells that a lead became an SQL, and what was confirmed', () => {
    expect(qualifiedMessage(aScene({ handshake: aQualified() })).text).toBe(
      'Isla Fenwick, Operations manager at Harbour Legal: <@UDANA> marked this lead as sales-qualified (SQL). Confirmed: Budget, Decision maker, Timeline.',
    );
  });

  it('tells the person for whom a lead is meant now', () => {
    expect(reassignedMessage(aScene({ handshake: aHandshake({ suggested: 'USAM' }) })).text).toContain(
      '<@USAM>, this lead is meant for you now',
    );
  });

  it('names the other source of the same person', () => {
    expect(samePersonMessage(aScene(), [{ source: 'crm', id: '<7>' }]).text).toContain(
      '• crm, lead &lt;7&gt;',
    );
  });

  it('tells that a correction unmade the MQL while the offer stands', () => {
    const { text } = unmadeMessage(aScene({ score: 39.5 }));
    expect(text).toContain('no longer meets the MQL definition. Score now 39, with 50 needed. It stays open');
    expect(unmadeMessage(aScene({ handshake: aRejected() })).text).toContain('Its answer stands.');
  });

  it.each([
    reassignedMessage,
    qualifiedMessage,
    (scene: ReturnType<typeof aScene>) => reasonMessage(scene, MARKETING),
  ])('points to the card when the lead has moved on since', (draw) => {
    expectSendable(draw(aScene()));
  });
});
