// Promises of a rejection's thread: marketing gets every reason and may answer it, managers rule, and both sides read why.
import { describe, expect, it } from 'vitest';
import type { SaidOfIt } from '../../../src/handshake/rejection-story.js';
import type { CardScene } from '../../../src/slack/views/card-scene.js';
import { disputeMessage, reasonMessage, rulingMessage } from '../../../src/slack/views/rejection-thread.js';
import type { ToldRejection } from '../../../src/store/rejections.js';
import {
  aHandedBack,
  aHandshake,
  aRejected,
  aScene,
  aToldRejection,
  NOW,
  someSpokenReasons,
} from '../../make.js';
import { clickable, expectSendable, readable } from './limits.js';

const MARKETING = '<!subteam^S1>';
const at = NOW.toISOString();
const words = { disputed: 'They have 60 <people>.', upheld: 'The group counts.', overturned: 'It fits.' };

const saying = (kinds: readonly SaidOfIt['kind'][]) => ({
  said: kinds.map((kind) => ({
    kind,
    by: kind === 'upheld' || kind === 'overturned' ? 'USASHA' : 'UMIA',
    at,
  })),
});

const reasonOf = (changes: Partial<CardScene>, told: Partial<ToldRejection> = {}) => {
  const scene = aScene(changes);
  return reasonMessage(scene, aToldRejection(scene, told), MARKETING);
};

describe('the reason', () => {
  it('mentions marketing and names each criterion with the lead’s own value and verdict', () => {
    const cited = ['company_size', 'budget'];
    const text = readable(reasonOf({ handshake: aRejected({ cited }) }));
    expect(text).toContain('Rejected by <@UDANA>');
    expect(text).toContain(`${MARKETING}: please read why`);
    expect(text).toContain(
      '• *Company size*: 120 (wanted: 20 to 1,000 employees). By the data: ✓ met. *Sales says the data is wrong*',
    );
    expect(text).toMatch(/\*Budget\*: not seen \(wanted: Budget confirmed\)\. By the data: \? not known$/m);
  });

  it('tells what the rep says is wrong with the data, and the note, in the rep’s own words', () => {
    const reasons = someSpokenReasons({ note: 'First line\nsecond <!here>' });
    const text = readable(reasonOf({ handshake: aRejected(), reasons }));
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
    expect(readable(reasonOf({ handshake: aRejected({ cited: [] }), reasons }))).toContain(
      '*Other*\n> They are a competitor of ours.',
    );
  });

  it('says what comes next, with its day', () => {
    expect(readable(reasonOf({ handshake: aHandedBack() }))).toContain(
      'Next: it may come back on 14 Dec 2026.',
    );
  });

  it.each<[SaidOfIt['kind'][], string[]]>([
    [[], ['acknowledge_reason', 'mark_as_fixed', 'dispute_rejection']],
    [['acknowledged'], ['mark_as_fixed', 'dispute_rejection']],
    [['acknowledged', 'fixed'], []],
    [['disputed'], []],
    [['disputed', 'upheld'], ['mark_as_fixed']],
    [['disputed', 'upheld', 'fixed'], []],
    [['disputed', 'overturned'], []],
  ])('after %j can be answered with %j', (kinds, buttons) => {
    expect(clickable(reasonOf({ handshake: aRejected() }, saying(kinds)).blocks)).toEqual(buttons);
  });

  it('keeps what everybody said of it, each in their own words', () => {
    const text = readable(
      reasonOf({ handshake: aRejected() }, { ...saying(['acknowledged', 'disputed', 'upheld']), words }),
    );
    expect(text).toMatch(/Acknowledged by <@UMIA>, /);
    expect(text).toMatch(/\*Disputed\* by <@UMIA>, .*\n> They have 60 &lt;people&gt;/);
    expect(text).toMatch(/\*Upheld\* by <@USASHA>, .*\n> The group counts/);
  });

  it('stands without the rep’s words when they have been erased', () => {
    const text = readable(reasonOf({ handshake: aRejected(), reasons: null }));
    expect(text).toContain('*Company size*: 120');
    expect(text).toContain('have been erased');
  });

  it('calls on marketing by name when nobody is set up, and never on half a person', () => {
    const scene = aScene({ handshake: aRejected() });
    const told = aToldRejection(scene);
    expect(readable(reasonMessage(scene, told, ''))).toContain('Marketing: please read why');
    const many = Array.from({ length: 500 }, (_, index) => `<@U${index}ABCDEF>`).join(' ');
    const message = reasonMessage(scene, told, many);
    expectSendable(message);
    expect(message.text.replace(/<@U\w+>/g, '')).not.toMatch(/[<>]/);
  });
});

describe('a dispute', () => {
  const scene = aScene({ handshake: aRejected() });
  const open = aToldRejection(scene, { ...saying(['disputed']), words });

  it('asks managers by name in the thread, with both sides before them', () => {
    const message = disputeMessage(scene, open, { managers: '<@USASHA>', card: null });
    expect(message.text).toContain('<@USASHA>: marketing disputes why this lead was rejected.');
    expect(readable(message)).toContain('> They have 60 &lt;people&gt;.');
    expect(readable(message)).toContain('> Only the Sydney office would use it.');
    expect(clickable(message.blocks)).toEqual(['uphold_rejection', 'overturn_rejection']);
  });

  it('asks a manager alone with a link to the card, and says why they read it', () => {
    const message = disputeMessage(scene, open, { managers: null, card: 'https://slack.example/card' });
    expect(readable(message)).toContain('<https://slack.example/card|Open the card>');
    expect(readable(message)).toContain('You are a manager in `/funnel setup`');
    expect(readable(message)).toMatch(/^Marketing disputes/);
  });

  it('is a record without buttons once it was ruled on', () => {
    const told = { ...open, ...saying(['disputed', 'upheld']) };
    const message = disputeMessage(scene, told, { managers: '<@USASHA>', card: null });
    expect(clickable(message.blocks)).toEqual([]);
    expect(readable(message)).toContain('*Upheld* by <@USASHA>');
    expect(message.text).not.toContain('<@USASHA>');
  });
});

describe('a ruling', () => {
  it('upheld tells both sides why, and that the rejection stands', () => {
    const scene = aScene({ handshake: aRejected() });
    const message = rulingMessage(scene, aToldRejection(scene, { ...saying(['disputed', 'upheld']), words }));
    expect(message.text).toMatch(
      /^For <@UMIA> and <@UDANA>: <@USASHA> upheld the rejection of .* The rejection stands\.$/,
    );
    expect(readable(message)).toContain('> The group counts.');
  });

  it('overturned tells whom the lead is offered to first, and when the answer is due', () => {
    const scene = aScene({ handshake: aHandshake({ suggested: 'USAM' }) });
    const told = aToldRejection(scene, { ...saying(['disputed', 'overturned']), words, offeredTo: 'USAM' });
    const message = rulingMessage(scene, told);
    expect(message.text).toContain(
      'The lead is offered again, to <@USAM> first; anyone in sales may take it.',
    );
    expect(readable(message)).toContain('Answer due: <!date');
    expect(rulingMessage(scene, { ...told, offeredTo: null }).text).toContain('to everybody in sales');
  });
});
