// Every view in every state stays within Slack's limits and lets no outside word ping, link or break out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Section } from '../../../src/funnel/sections/section.js';
import type { SaidOfIt } from '../../../src/handshake/rejection-story.js';
import type { Drawing } from '../../../src/slack/drawing.js';
import type { CardScene } from '../../../src/slack/views/card-scene.js';
import { charterModal } from '../../../src/slack/views/charter-view.js';
import { endingModal } from '../../../src/slack/views/ending-modal.js';
import { leadCard } from '../../../src/slack/views/lead-card.js';
import { foundMessage, leadListMessage } from '../../../src/slack/views/lead-list.js';
import { leadStoryMessage } from '../../../src/slack/views/lead-story.js';
import {
  managerNudge,
  type NudgeScene,
  olderReminder,
  openedNudge,
  reminderMessage,
  threadNudge,
} from '../../../src/slack/views/nudge-views.js';
import { reasonsModal } from '../../../src/slack/views/reasons-modal.js';
import { reassignModal } from '../../../src/slack/views/reassign-modal.js';
import { disputeMessage, reasonMessage, rulingMessage } from '../../../src/slack/views/rejection-thread.js';
import { remindersMessage } from '../../../src/slack/views/reminders-view.js';
import { replyModal } from '../../../src/slack/views/reply-modals.js';
import { snoozeModal } from '../../../src/slack/views/snooze-modal.js';
import { sqlModal } from '../../../src/slack/views/sql-modal.js';
import { handedOverMessage, LEADS_NAMED, overflowMessage } from '../../../src/slack/views/staffing-views.js';
import {
  qualifiedMessage,
  reassignedMessage,
  samePersonMessage,
  unmadeMessage,
} from '../../../src/slack/views/thread.js';
import { REJECTIONS_LISTED, unansweredMessage } from '../../../src/slack/views/unanswered-view.js';
import { whyRepModal } from '../../../src/slack/views/why-rep.js';
import { whyScore } from '../../../src/slack/views/why-score.js';
import type { ToldRejection } from '../../../src/store/rejections.js';
import { sydney } from '../../handshake/a-watched.js';
import {
  aCharter,
  aLead,
  aScene,
  aToldRejection,
  minutesFromNow,
  NOW,
  someSpokenReasons,
} from '../../make.js';
import { aHome, aManager, homeView } from './a-home.js';
import { aRun, CARD, withClocks } from './a-nudge-scene.js';
import { aFullCharter, expectOpenable, expectSendable, extremeScenes, mrkdwnOf, names } from './limits.js';

const others = Array.from({ length: 60 }, (_, index) => ({ source: names.ampersands, id: `${index}` }));

const clocks = ['answer', 'first_touch', 'decide_sql'] as const;

/** Whatever is said of leads for which nobody is free, and of those that went to others. */
function staffingOf(scene: CardScene): Drawing[] {
  const lead = { scene, card: CARD };
  const open = Array.from({ length: LEADS_NAMED }, () => lead);
  return [
    overflowMessage({ open, total: 5000, waiting: 12_000, cap: 500, managers: '<!subteam^S1>' }),
    overflowMessage({ open: [], total: 0, waiting: 1, cap: 1, managers: '' }),
    overflowMessage({ open: [], total: 0, waiting: 0, cap: 1, managers: '' }),
    handedOverMessage(
      open.map((each, index) => ({ ...each, to: index === 0 ? null : 'UDANA' })),
      500,
    ),
  ];
}

/** Whatever the ladder says of a lead, in time and long after it. */
const nudgesOf = (scene: CardScene): Drawing[] =>
  [NOW, minutesFromNow(60 * 24 * 365)].flatMap((now) =>
    clocks.flatMap((clock) => {
      const of: NudgeScene = { scene: withClocks({ ...scene, now }), clock, card: CARD };
      return [
        reminderMessage(of, 'UDANA'),
        reminderMessage(of, 'USAM'),
        olderReminder(of),
        threadNudge(of),
        openedNudge(of),
        managerNudge(of, { reader: 'UDANA', mentioned: '' }),
        managerNudge(of, { reader: null, mentioned: '<!subteam^S1>' }),
        remindersMessage(
          Array.from({ length: 40 }, () => of),
          5000,
        ),
        leadCard(of.scene),
      ];
    }),
  );

/** The lead as it is looked up: in lists, among others of its name, and with a long past. */
function lookedUp({ handshake, offered, facts, charter, now, signals, score }: CardScene): Drawing[] {
  const listed = { handshake, offered, facts, note: names.ampersands };
  const key = handshake.lead;
  const found = { key, facts, score, mql: true, arrivedAt: now };
  const event = { type: 'rejected', at: now.toISOString(), by: 'UDANA', rejection: 'r' } as const;
  const cited = charter.charter.criteria.map(({ id }) => id);
  const rejection = { ...event, cited, contradicted: cited, nextStep: 'archive', nextOn: null } as const;
  const events = Array.from({ length: 60 }, () => rejection);
  const told = { handshake, offered, events, notes: { r: names.ampersands } };
  const point = { points: score, threshold: 50, charterVersion: 3 };
  const story = {
    ...found,
    told: [],
    signals: Array.from({ length: 40 }, () => signals)
      .flat()
      .map((signal) => ({ ...signal, receivedAt: now })),
    handshakes: Array.from({ length: 5 }, () => told),
    charters: [{ ...charter, since: now }],
    scores: Array.from({ length: 60 }, (_, index) => ({ ...point, at: now, mql: index % 2 === 0 })),
  };
  const zone = charter.charter.working.zone;
  const page = { filter: { stands: 'all', source: key.source } as const, next: handshake.id };
  return [
    leadListMessage(
      { ...page, leads: Array.from({ length: 10 }, () => listed) },
      { first: false, zone, now },
    ),
    foundMessage(names.ampersands, { found: Array.from({ length: 10 }, () => found), more: true }),
    leadStoryMessage(story, charter.charter, now),
  ];
}

const everythingSaid = (kinds: readonly SaidOfIt['kind'][]) => ({
  said: kinds.map((kind) => ({ kind, by: 'UDANA', at: NOW.toISOString() })),
});

/** A rejection of the lead with everything that may be said of it, in words as long as they may be, and the card afterwards. */
function rejectionsOf(scene: CardScene): Drawing[] {
  const words = String(scene.facts.firstName?.value ?? '')
    .slice(0, 500)
    .repeat(2);
  const said = { fixed: words, disputed: words, upheld: words, overturned: words };
  const cited = scene.charter.charter.criteria.map(({ id }) => id);
  const reasons = someSpokenReasons({
    cited,
    contradicted: cited,
    other: true,
    note: words.repeat(2),
    contradiction: words,
  });
  const changes = {
    criteria: scene.offered.verdicts.map(({ criterion, verdict, value }) => {
      return { criterion, from: { verdict, value: words }, to: { verdict: 'met' as const, value } };
    }),
    facts: Object.keys(scene.facts).map((field) => ({ field, from: words, to: words.slice(1) })),
  };
  const toldAfter = (kinds: readonly SaidOfIt['kind'][]): ToldRejection =>
    aToldRejection(scene, {
      ...{ cited, contradicted: cited, reasons, words: said, offeredTo: 'UDANA' },
      ...everythingSaid(kinds),
    });
  const open = toldAfter(['disputed']);
  const told = toldAfter(['acknowledged', 'disputed', 'upheld', 'fixed']);
  return [
    reasonMessage(scene, toldAfter([]), '<!subteam^S1>'),
    reasonMessage(scene, told, '<!subteam^S1>'),
    disputeMessage(scene, open, { managers: '<!subteam^S1>', card: null }),
    disputeMessage(scene, open, { managers: null, card: CARD }),
    disputeMessage(scene, told, { managers: null, card: CARD }),
    rulingMessage(scene, toldAfter(['disputed', 'overturned'])),
    unansweredMessage(
      Array.from({ length: REJECTIONS_LISTED }, () => ({ scene, told: open, link: CARD })),
      { total: 5000, marketing: '<!subteam^S1>' },
    ),
    unansweredMessage([], { total: 0, marketing: '' }),
    leadCard({ ...scene, earlier: { told, charter: scene.charter, changes } }),
  ];
}

/** An SQL whose deal has ended. */
const closedOf = (scene: CardScene): Drawing[] => {
  const { handshake } = scene;
  if (handshake.status !== 'qualified') return [];
  const at = NOW.toISOString();
  const closed = { kind: 'won', by: 'UDANA', at, saidAt: at, value: 1e12 } as const;
  const after = { ...scene, handshake: { ...handshake, closed } };
  return [leadCard(after), qualifiedMessage(after)];
};

const messagesOf = (scene: CardScene): Drawing[] => [
  ...lookedUp(scene),
  ...nudgesOf(scene),
  leadCard(scene),
  ...rejectionsOf(scene),
  qualifiedMessage(scene),
  ...closedOf(scene),
  reassignedMessage(scene),
  ...staffingOf(scene),
  samePersonMessage(scene, others),
  unmadeMessage(scene),
];

/** A section as full as it gets. */
const someFigures = (name: string): Section => ({
  title: name,
  lines: Array.from({ length: 5 }, () => name.repeat(3)),
  table: {
    caption: name,
    head: ['Source', ...Array.from({ length: 8 }, (_, index) => `${index} ${name}`)],
    rows: Array.from({ length: 9 }, () => [name, 1, 2, 3, 4, 5, 6, 7, 8]),
  },
});

const viewsOf = (scene: CardScene) => {
  const question = scene.charter.charter.criteria.map(({ id }) => id);
  const name = String(scene.facts.firstName?.value ?? '');
  return [
    reasonsModal({ kind: 'reject', scene }),
    reasonsModal({ kind: 'hand back', scene, question }),
    sqlModal(scene),
    ...(['fix', 'dispute', 'uphold', 'overturn'] as const).map((saying) =>
      replyModal(
        saying,
        scene,
        aToldRejection(scene, { ...everythingSaid(['disputed']), words: { disputed: name } }),
      ),
    ),
    endingModal('won', scene, '2026-11-11'),
    endingModal('lost', scene, '2026-11-11'),
    reassignModal(scene),
    snoozeModal(scene, sydney),
    whyScore(scene),
    whyRepModal(scene, 'UDANA'),
    charterModal(scene.charter),
    homeView(
      aHome({
        open: {
          leads: Array.from({ length: 6 }, () => ({ scene: withClocks(scene), permalink: CARD })),
          total: 5000,
          page: 1,
          perPage: 6,
        },
        own: someFigures(name),
        marketing: {
          unreplied: Array.from({ length: 6 }, () => ({
            scene,
            told: aToldRejection(scene),
            permalink: CARD,
          })),
          total: 900,
          reasons: someFigures(name),
        },
        manager: aManager({
          segments: Array.from({ length: 120 }, (_, index) => [`segment_${index}`, name] as const),
          sections: Array.from({ length: 5 }, () => someFigures(name)),
          jobs: Array.from({ length: 12 }, () => aRun({ failed: name })),
          line: { waiting: 40_000, since: new Date('2026-11-09T22:00:00Z') },
        }),
      }),
    ),
  ];
};

/** What we ourselves put between angle brackets; nothing else may stand there. */
const OURS =
  /<(?:@U(?:DANA|RITA|MARCUS|SASHA)|!subteam\^S1|https:\/\/slack\.example\/[^<>|]+\|[^<>]+|mailto:[^<>|]+\|[^<>|]+|!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]+)>/g;

function expectHarmless(text: string): void {
  const rest = text.replace(OURS, '').replace(/^> /gm, '');
  expect(rest).not.toMatch(/[<>]/);
  expect(rest).not.toMatch(/&(?!amp;|lt;|gt;)/);
}

describe.each(Object.entries(names))('with names such as "%s"', (_kind, word) => {
  const scenes = extremeScenes(word).map((scene) => [scene.handshake.status, scene] as const);

  it.each(scenes)(
    'every view of a lead that is %s can be sent, and no word from outside breaks out',
    (_status, scene) => {
      for (const message of messagesOf(scene)) {
        expectSendable(message);
        expectHarmless([message.text, ...mrkdwnOf(message.blocks)].join('\n'));
      }
      for (const view of viewsOf(scene)) {
        expectOpenable(view);
        expectHarmless(mrkdwnOf(view.blocks).join('\n'));
      }
    },
  );
});

describe('a charter at the limits of its schema', () => {
  it.each([
    ['fit', 'marketing'],
    ['intent', 'sales'],
    ['readiness', 'marketing'],
  ] as const)('shows every criterion on the card when all are %s', (dimension, owner) => {
    const charter = aCharter(aFullCharter('Name of a criterion ', dimension, owner));
    const card = leadCard(aScene({ charter }));
    const verdicts = mrkdwnOf(card.blocks)
      .join('\n')
      .match(/[✓✗?] (Met|Not met|Not known) · /g);
    expect(verdicts).toHaveLength(40);
    expectSendable(card);
  });
});

describe('any words at all', () => {
  const words = fc.string({ unit: 'binary', maxLength: 600 });
  it('can be a lead that is drawn', () => {
    fc.assert(
      fc.property(words, words, words, (firstName, company, email) => {
        const scene = aScene({ facts: aLead({ firstName, lastName: '', 'company.name': company, email }) });
        for (const message of messagesOf(scene)) {
          expectSendable(message);
          expectHarmless([message.text, ...mrkdwnOf(message.blocks)].join('\n'));
        }
        for (const view of viewsOf(scene)) expectOpenable(view);
      }),
      { numRuns: 60 },
    );
  });
});
