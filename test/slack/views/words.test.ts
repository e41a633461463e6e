// Promises of the score's explanation, the charter's view, the Home tab and the refusals.
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../src/handshake/handshake.js';
import { charterMessage } from '../../../src/slack/views/charter-view.js';
import { refusalText } from '../../../src/slack/views/refusals.js';
import { charterUsage } from '../../../src/slack/views/usage.js';
import { whyScore } from '../../../src/slack/views/why-score.js';
import {
  aCharter,
  aHandedBack,
  aHandshake,
  aLead,
  anAccepted,
  aQualified,
  aRejected,
  aScene,
} from '../../make.js';
import { aHome, homeView } from './a-home.js';
import { withClocks } from './a-nudge-scene.js';
import { expectOpenable, readable } from './limits.js';
import { aCharterScene, aStanding } from './standings.js';

describe('why this score', () => {
  it('explains every rule with its count, cap and half-life, every verdict and the threshold', () => {
    const scene = aScene({ score: 41 });
    const text = readable(whyScore(scene));
    expect(text).toContain('54 points, 50 needed; now 41');
    expect(text).toContain(
      '• *Pricing guide: 19 points* of at most 20, 1 signal counted. Rule: 20 points each, up to 20, halving every 30 days, for each pricing guide downloaded',
    );
    expect(text).toContain(
      '• *Company size: 15 points* of at most 15, because Company size is met. Rule: 15 points, when Company size is met',
    );
    for (const { label } of scene.charter.charter.scoring) expect(text).toContain(`*${label}: `);
    for (const { name } of scene.charter.charter.criteria) expect(text).toContain(`*${name}*: `);
    expect(text).toContain('Rule: company employees from 20 to 1,000');
    expect(text).toContain('Charter version 3');
    expect(whyScore(scene).submit).toBeUndefined();
  });
});

describe('the charter', () => {
  it('reads out the definitions, the checklist, the points, the clocks and the commitment', () => {
    const { charter } = aCharter();
    const text = readable(charterMessage(aCharterScene()));
    for (const { name, statement } of charter.criteria)
      expect(text).toMatch(new RegExp(`\\*${name}\\* \\(.*\\): ${statement}. Rule: `));
    for (const { label, points } of charter.scoring) expect(text).toContain(`• ${label}: ${points}`);
    for (const words of [
      'at least one of Pricing guide, Demo webinar',
      '50 points or more',
      'Time to answer: 4 working hours',
      'Rule: pricing page viewed 3 times or more within 30 days',
      '*Signed* for marketing by <@UMARCUS>',
      'Owner: <@URITA>',
      'Review due on 11 Feb 2027',
      'at 50 % remind the rep',
      'Monday to Friday 09:00–17:00, Australia/Sydney',
      charter.commitment,
    ])
      expect(text).toContain(words);
  });

  it('says that it is provisional while nobody has signed it', () => {
    expect(readable(charterMessage(aCharterScene()))).not.toContain('provisional');
    const unsigned = charterMessage(aCharterScene(aStanding(aCharter({}, { version: 1, signed: false }))));
    expect(readable(unsigned)).toContain('Charter version 1 (provisional, unsigned)');
    expect(unsigned.text).toContain('provisional');
  });

  it('explains its command', () => {
    expect(charterUsage().text).toContain('`/charter`');
  });
});

describe('the Home tab', () => {
  it('is useful when nothing is open: how it works, and where to get help', () => {
    const view = homeView(aHome());
    expectOpenable(view);
    for (const words of ['You have no open leads', 'How Handshake works', 'Help:'])
      expect(readable(view)).toContain(words);
  });

  it('lists what is open with its time, its card and its buttons, page by page', () => {
    const offered = withClocks(aScene({ facts: aLead({ firstName: 'Isla', lastName: '<3' }) }));
    const taken = aScene({ handshake: anAccepted(), facts: aLead({ firstName: 'Tom', lastName: null }) });
    const leads = [
      { scene: offered, permalink: 'https://x.slack.com/archives/C1/p1?a=1&b=2' },
      { scene: taken, permalink: null },
    ];
    const view = homeView(aHome({ open: { leads, total: 7, page: 0, perPage: 2 } }));
    const text = readable(view);
    expect(text).toContain('*Isla &lt;3 · Harbour Legal*\nWaiting for your answer\n*Answer due:* <!date^');
    expect(text).toContain('<https://x.slack.com/archives/C1/p1?a=1&amp;b=2|Open the card>');
    expect(text).toContain('*Tom · Harbour Legal*\nAccepted, in work');
    for (const button of ['Accept lead', 'Reject lead', 'Hand back lead', 'Mark as SQL', 'Next'])
      expect(text).toContain(button);
    expect(text).toContain('1 to 2 of 7');
    expect(text).not.toContain('Previous');
  });

  it('leaves out a link that is none', () => {
    const leads = [{ scene: aScene(), permalink: 'javascript:alert(1)' }];
    expect(readable(homeView(aHome({ open: { leads, total: 1, page: 0, perPage: 6 } })))).not.toContain(
      'Open the card',
    );
  });

  it('shows guests nothing but how Handshake works', () => {
    const text = readable(homeView(aHome({ isGuest: true })));
    expect(text).toContain('for the people of the company');
    expect(text).not.toContain('Your open leads');
    expect(text).toContain('Help:');
  });
});

describe('a refusal', () => {
  const told = (refused: Refusal, handshake = aHandshake() as Parameters<typeof refusalText>[1]) =>
    refusalText(refused, handshake, aCharter());

  it.each([
    [anAccepted(), /^<@UDANA> accepted this lead <!date.*>, so it is theirs\./],
    [aRejected(), /^<@UDANA> rejected this lead <!date/],
    [aHandedBack(), /^<@UDANA> handed this lead back <!date/],
    [aQualified(), /^<@UDANA> marked this lead as sales-qualified <!date/],
    [aHandshake(), /^This lead is open/],
  ])('says how the lead stands and who decided: $status', (handshake, words) => {
    expect(told({ kind: 'settled' }, handshake)).toMatch(words);
  });

  it('always says what to do next', () => {
    expect(told({ kind: 'not yours', holder: 'USAM' })).toBe(
      '<@USAM> accepted this lead, so only they can do this. Please ask them.',
    );
    expect(told({ kind: 'undo too late' })).toContain(
      'for 5 minutes, and that time is over. Use Hand back lead',
    );
    expect(
      told({
        kind: 'incomplete',
        problems: { cited: 'Choose at least one criterion that failed, or Other.' },
      }),
    ).toContain('Choose at least one');
    expect(told({ kind: 'not an sql yet', missing: ['budget', 'timeline'] })).toContain(
      'Budget, Timeline. Tick them',
    );
    expect(told({ kind: 'not later' })).toContain('Choose a later time');
  });
});
