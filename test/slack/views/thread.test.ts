// Promises of the thread: everybody is told what changed about a lead.
import { describe, expect, it } from 'vitest';
import {
  qualifiedMessage,
  reassignedMessage,
  samePersonMessage,
  unmadeMessage,
} from '../../../src/slack/views/thread.js';
import { aHandshake, aQualified, aRejected, aScene, NOW } from '../../make.js';
import { clickable, expectSendable, readable } from './limits.js';

describe('what changed', () => {
  it('tells that a lead became an SQL, and what was confirmed', () => {
    expect(qualifiedMessage(aScene({ handshake: aQualified() })).text).toBe(
      'Isla Fenwick, Operations manager at Harbour Legal: <@UDANA> marked this lead as sales-qualified (SQL). Confirmed: Budget, Decision maker, Timeline.',
    );
  });

  it('asks how the deal ended until somebody says, and afterwards says who did, and lets them correct it', () => {
    const open = qualifiedMessage(aScene({ handshake: aQualified() }));
    expect(readable(open)).toContain('Its deal is open.');
    expect(clickable(open.blocks)).toEqual(['mark_as_won', 'mark_as_lost']);
    const at = NOW.toISOString();
    const closed = { kind: 'won', by: 'UDANA', at, saidAt: at, value: 24_000.5 } as const;
    const won = qualifiedMessage(aScene({ handshake: aQualified({ closed }) }));
    expect(won.text).toContain('Won, AUD 24,000.5, 11 Nov 2026, 10:00 am AEDT, as <@UDANA> says.');
    expect(clickable(won.blocks)).toEqual(['mark_as_won', 'mark_as_lost']);
    const lost = aQualified({ closed: { ...closed, kind: 'lost', by: null, value: null } });
    expect(readable(qualifiedMessage(aScene({ handshake: lost })))).toMatch(
      /\*Lost\*, .*, as its source tells\./,
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

  it.each([reassignedMessage, qualifiedMessage])(
    'points to the card when the lead has moved on since',
    (draw) => {
      expectSendable(draw(aScene()));
    },
  );
});
