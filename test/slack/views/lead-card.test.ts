// Promises of the card: what a rep sees before and after the answer.
import { describe, expect, it } from 'vitest';
import { leadCard } from '../../../src/slack/views/lead-card.js';
import {
  aCharter,
  aHandedBack,
  aHandshake,
  aLead,
  anAccepted,
  aQualified,
  aRejected,
  aScene,
  aSignal,
  minutesFromNow,
  NOW,
  someSpokenReasons,
} from '../../make.js';
import { clickable, readable } from './limits.js';

const seen = (...of: Parameters<typeof aScene>): string => readable(leadCard(aScene(...of)));

describe('the card of an open offer', () => {
  it('says who the lead is and where it came from', () => {
    const text = seen();
    for (const words of [
      'Isla Fenwick · Harbour Legal',
      'Operations manager',
      'isla.fenwick@harbour-legal.example',
      '+61 2 5550 0100',
      '120 employees',
      'Legal services',
      'spring-webinar',
      'webinar',
      'AUD 24,000',
    ])
      expect(text).toContain(words);
  });

  it('leaves out what is not known', () => {
    expect(seen({ facts: aLead({ phone: null, campaign: null }) })).not.toMatch(/5550|[Cc]ampaign|· ·|·$/m);
  });

  it('names a lead without a name by its e-mail address, else by its id', () => {
    const nameless = { firstName: null, lastName: null, 'company.name': null };
    expect(seen({ facts: aLead(nameless) }).split('\n')[0]).toBe('isla.fenwick@harbour-legal.example');
    expect(seen({ facts: aLead({ ...nameless, email: null }) }).split('\n')[0]).toBe('Lead lead-1');
  });

  it('puts both teams’ points side by side, rounded down, rule by rule', () => {
    const fields = leadCard(
      aScene({ signals: [aSignal(), aSignal({ id: '2', type: 'demo_requested', occurredAt: NOW })] }),
    )
      .blocks.flatMap((block) => (block.type === 'section' ? (block.fields ?? []) : []))
      .map(({ text }) => text);
    expect(fields.at(-2)).toMatch(/^\*Marketing: 54 points\*\nPricing guide 19, Company size 15, /);
    expect(fields.at(-1)).toBe('*Sales: 25 points*\nDemo requested 25');
  });

  it('keeps the rules that gave nothing on one line', () => {
    expect(seen()).toContain('No points from: Demo webinar, Pricing page, Content, Demo requested');
  });

  it('says each verdict in words, beside the lead’s own value and what was asked', () => {
    const text = seen();
    expect(text).toContain('✓ Met · *Company size*: 120 (wanted: 20 to 1,000 employees)');
    expect(text).toContain('✗ Not met · *Demo webinar*: not seen in 90 days');
    expect(text).toContain('? Not known · *Budget*, *Decision maker*, *Timeline*');
  });

  it('adds the score of now only when it shows another number', () => {
    expect(seen()).not.toContain('needed; now');
    expect(seen({ score: 62 })).toContain('*Score:* 54 points, 50 needed; now 62');
  });

  it('names the last signals in the charter’s words, the newest first', () => {
    const signals = [aSignal(), aSignal({ id: '2', type: 'demo_requested', occurredAt: NOW })];
    expect(seen({ signals })).toMatch(
      /Last signals:\* Demo requested, <!date[^>]*> · Pricing guide downloaded, <!date/,
    );
  });

  it('tells signals of one kind together, each with its time', () => {
    const signals = [10, 20, 30].map((minutes) =>
      aSignal({ id: `${minutes}`, type: 'pricing_page_viewed', occurredAt: minutesFromNow(-minutes) }),
    );
    expect(seen({ signals }).match(/Pricing page viewed, (<!date[^>]*>(, )?){3}/g)).toHaveLength(1);
  });

  it('shows when the answer is due, also at its first posting', () => {
    expect(seen()).toContain('*Answer due:* <!date^1794364800^');
    const first = aHandshake({ dueAt: null, postedAt: null });
    expect(seen({ handshake: first, dueAt: minutesFromNow(240) })).toContain(
      '*Answer due:* <!date^1794366000^',
    );
    expect(seen({ handshake: first })).not.toContain('Answer due');
  });

  it('shows whom it is meant for, and until when it is snoozed', () => {
    const until = minutesFromNow(60).toISOString();
    const text = seen({ handshake: aHandshake({ suggested: 'UDANA', snoozedUntil: until }) });
    expect(text).toContain('*Meant for:* <@UDANA>');
    expect(text).toContain('*Snoozed until:* <!date^1794355200^');
    expect(seen({ handshake: aHandshake({ snoozedUntil: minutesFromNow(-1).toISOString() }) })).not.toContain(
      'Snoozed',
    );
  });

  it('says under which charter, and that it is provisional when nobody signed it', () => {
    expect(seen()).toContain('Charter version 3\n');
    expect(seen({ charter: aCharter({}, { version: 1, signed: false }) })).toContain(
      'Charter version 1 (provisional, unsigned)',
    );
  });

  it('says when the lead comes round again', () => {
    expect(seen()).not.toContain('Offered for');
    expect(seen({ handshake: aHandshake({ cycle: 2 }) })).toContain('Offered for the 2nd time');
  });

  it('offers accept as the one primary button, then reject and more, each with the handshake’s id', () => {
    const { blocks } = leadCard(aScene());
    expect(clickable(blocks)).toEqual(['accept_lead', 'reject_lead', 'more_about_lead']);
    const last = blocks.at(-1);
    const { id } = aHandshake();
    expect(last).toMatchObject({
      elements: [
        {
          text: { text: 'Accept lead' },
          value: id,
          style: 'primary',
          accessibility_label: 'Accept lead Isla Fenwick',
        },
        { text: { text: 'Reject lead' }, value: id },
        {
          options: [
            { value: `why:${id}` },
            { value: `why_rep:${id}` },
            { value: `reassign:${id}` },
            { value: `snooze:${id}` },
          ],
        },
      ],
    });
    expect(JSON.stringify(last).match(/"style"/g)).toHaveLength(1);
  });

  it('tells a screen reader who, the score, the time and what is asked', () => {
    expect(leadCard(aScene()).text).toBe(
      'New lead to answer: Isla Fenwick, Operations manager at Harbour Legal. Score 54, 50 needed. Answer due by 11 Nov 2026, 1:40 pm AEDT. Accept or reject the lead on its card.',
    );
  });
});

describe('the card after the answer', () => {
  it('shows who has the lead, what they committed to, and how to reach the lead', () => {
    const text = seen({ handshake: anAccepted() });
    expect(text).toContain('Accepted by <@UDANA>');
    expect(text).toContain('A first touch within 8 working hours.');
    expect(text).toContain('+61 2 5550 0100');
  });

  it('keeps the company, the source and the last signals for the first call', () => {
    const text = seen({ handshake: anAccepted() });
    for (const words of ['120 employees', 'spring-webinar', 'Pricing guide downloaded, <!date'])
      expect(text).toContain(words);
  });

  it('offers undo only while it is possible', () => {
    const undoUntil = NOW.toISOString();
    const buttons = (now: Date) =>
      clickable(leadCard(aScene({ handshake: anAccepted({ undoUntil }), now })).blocks);
    const work = ['log_first_touch', 'mark_sql', 'hand_back_lead'];
    expect(buttons(NOW)).toEqual([...work, 'undo_accept', 'more_about_lead']);
    expect(buttons(new Date(NOW.getTime() + 1))).toEqual([...work, 'more_about_lead']);
  });

  it.each([aRejected(), aHandedBack(), aQualified()])(
    'has no buttons once the lead is $status',
    (handshake) => {
      expect(clickable(leadCard(aScene({ handshake })).blocks)).toEqual([]);
    },
  );

  it('says what failed, what comes next and whether marketing has read it', () => {
    const reply = { kind: 'acknowledged', by: 'UMIA', at: NOW.toISOString() } as const;
    expect(seen({ handshake: aRejected() })).toMatch(
      /rejected by <@UDANA>.*Failed: Company size\.\nNext: it may come back on 14 Dec 2026\. Marketing has not answered/,
    );
    expect(seen({ handshake: aHandedBack({ reply }) })).toMatch(
      /handed back by <@UDANA>.*\n.*Marketing has acknowledged it \(<@UMIA>/,
    );
  });

  it('names something that is not on the checklist', () => {
    const handshake = aRejected({ cited: [] });
    expect(seen({ handshake, reasons: someSpokenReasons({ cited: [], other: true }) })).toContain(
      'Failed: something that is not on the checklist.',
    );
    expect(seen({ handshake: aRejected(), reasons: someSpokenReasons({ other: true }) })).toContain(
      'Failed: Company size and something else.',
    );
  });

  it('stands without the rep’s words when they have been erased', () => {
    expect(seen({ handshake: aRejected(), reasons: null })).toContain('Failed: Company size.');
  });

  it('says which SQL criteria were confirmed', () => {
    expect(seen({ handshake: aQualified() })).toContain('Confirmed: Budget, Decision maker, Timeline.');
  });
});
