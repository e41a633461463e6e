// Every view of the charter stays within Slack's limits at the charter's own, and lets no outside word ping or break out.
import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Charter, Criterion } from '../../../src/charter/charter.js';
import { charterToYaml } from '../../../src/charter/charter-file.js';
import { starterCharter } from '../../../src/charter/starter.js';
import type { CharterStanding, VersionHistory } from '../../../src/journey/charter-standing.js';
import type { Drawing } from '../../../src/slack/drawing.js';
import { changedModal, removalModal } from '../../../src/slack/views/amend-modals.js';
import { amendRefusalText } from '../../../src/slack/views/amend-refusals.js';
import { noteMessage } from '../../../src/slack/views/charter-notes.js';
import { charterMessage } from '../../../src/slack/views/charter-view.js';
import { codePages } from '../../../src/slack/views/code-pages.js';
import { draftCard } from '../../../src/slack/views/draft-card.js';
import { formParts } from '../../../src/slack/views/forms/form.js';
import { formFor } from '../../../src/slack/views/forms/forms.js';
import { wholeForm, wholeWays } from '../../../src/slack/views/forms/whole-forms.js';
import { historyMessage } from '../../../src/slack/views/history-view.js';
import { listModal, lists, partsModal, workingText } from '../../../src/slack/views/propose-modals.js';
import { progressModal, resultModal, sharedReplay, tryModal } from '../../../src/slack/views/replay-views.js';
import { reviewModal, reviewReminder } from '../../../src/slack/views/review-views.js';
import { setupDone, setupModal } from '../../../src/slack/views/setup-modal.js';
import { declineModal, signModal } from '../../../src/slack/views/sign-modals.js';
import { sharesModal, teamModal } from '../../../src/slack/views/team-modals.js';
import { charterUsage, funnelUsage } from '../../../src/slack/views/usage.js';
import type { ToldEvent } from '../../../src/store/drafts.js';
import { aCharter, NOW } from '../../make.js';
import { aFullCharter, expectOpenable, expectSendable, mrkdwnOf, names } from './limits.js';
import {
  aCharterScene,
  aDraftScene,
  anOpenDraft,
  aReplay,
  aStanding,
  bothSignatures,
  closedDrafts,
  withDraft,
} from './standings.js';

const zone = 'Australia/Sydney';
const at = NOW.toISOString();

/** A charter at the limits, with long rules behind its criteria and as many signals as anybody could list. */
function aHugeCharter(word: string, dimension: Criterion['dimension'] = 'fit'): Charter {
  const charter = aFullCharter(word, dimension, 'marketing');
  const long = {
    fact: 'company.industry',
    oneOf: Array.from({ length: 200 }, (_, index) => `${index} ${word}`.slice(0, 200)),
  };
  return {
    ...charter,
    criteria: charter.criteria.map((criterion) => ({ ...criterion, rule: long })),
    segments: Array.from({ length: 20 }, (_, index) => ({
      id: `segment_${index}`,
      name: word.slice(0, 60),
      rule: long,
    })),
    signals: Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`s${index}_${'x'.repeat(55)}`, word.slice(0, 60)]),
    ),
    working: { ...charter.working, alsoClosed: Array.from({ length: 200 }, () => '2026-12-24') },
  };
}

const words = (word: string, max: number): string => word.repeat(max).slice(0, max);

/** Everything that can be told of a version, with the longest words. */
function everyEvent(word: string): ToldEvent[] {
  const changes = Array.from({ length: 20 }, () => words(word, 900));
  const why = words(word, 1000);
  const told = { version: 4, seq: 1, at, by: 'URITA' };
  const hash = 'a'.repeat(64);
  return [
    { ...told, type: 'proposed', base: 3, why, changes, hash },
    { ...told, type: 'edited', revision: 2, why, changes, voided: ['marketing', 'sales'], hash },
    { ...told, type: 'signed', side: 'marketing', hash },
    { ...told, type: 'declined', reason: why },
    { ...told, type: 'withdrawn' },
    { ...told, type: 'came_into_force', by: null, ended: 3 },
    { ...told, type: 'superseded', by: null, successor: 5 },
    { ...told, type: 'review_signed', side: 'sales', hash },
    { ...told, type: 'reviewed', by: null },
  ];
}

const statuses: readonly VersionHistory['status'][] = [
  'open',
  'in_force',
  'superseded',
  'declined',
  'withdrawn',
];

const aHistory = (word: string): VersionHistory[] =>
  Array.from({ length: 9 }, (_, index) => ({
    version: 30 - index,
    status: statuses[index % statuses.length] ?? 'open',
    signed: index % 2 === 0,
    since: NOW,
    until: NOW,
    events: everyEvent(word),
  }));

function standingsOf(word: string): CharterStanding[] {
  const huge = aCharter(aHugeCharter(word));
  const open = anOpenDraft({
    content: aHugeCharter(word, 'intent'),
    why: words(word, 1000),
    signatures: bothSignatures,
  });
  const due = aStanding(huge);
  return [
    aStanding(aCharter(aHugeCharter(word), { version: 1, signed: false })),
    { ...due, review: { ...due.review, state: 'overdue', rung: 3 } },
    withDraft(open, huge),
  ];
}

function messagesOf(word: string): Drawing[] {
  const why = words(word, 1000);
  const content = aHugeCharter(word, 'readiness');
  const scene = aDraftScene(anOpenDraft({ content, why, signatures: bothSignatures }));
  return [
    ...standingsOf(word).flatMap((standing) => [
      charterMessage(aCharterScene(standing, 'UMARCUS')),
      reviewReminder(standing, 'UMARCUS'),
      reviewReminder(standing, 'URITA'),
    ]),
    draftCard(scene),
    ...closedDrafts({ content, why }).map((draft) => draftCard(aDraftScene(draft))),
    ...everyEvent(word).map((event) => noteMessage(event, zone)),
    ...[0, 4, 1000].map((from) => historyMessage({ versions: aHistory(word), from, zone })),
    charterUsage(word),
    funnelUsage(word),
  ];
}

const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `U${index}PERSON`);

function viewsOf(word: string) {
  const changes = Array.from({ length: 20 }, () => words(word, 900));
  const seen = { version: 4, revision: 2 };
  const huge = aHugeCharter(word);
  const scene = aDraftScene(anOpenDraft({ content: aHugeCharter(word, 'intent'), why: words(word, 1000) }));
  const group = (index: number) => ({ id: `S${index}GROUP`, name: words(word, 80) });
  const sources = Array.from({ length: 300 }, (_, index) => ({
    source: `${index}${words(word, 190)}`,
    n: 5,
  }));
  const replay = aReplay({
    gained: sources,
    lost: sources.map((each) => ({ ...each, ofWhichAccepted: 2, ofWhichSql: 1 })),
    examples: {
      gained: Array.from({ length: 5 }, () => ({ source: words(word, 200), id: words(word, 200) })),
      lost: Array.from({ length: 5 }, () => ({ source: words(word, 200), id: words(word, 200) })),
    },
  });
  const tried = { version: 4, inForce: 3, words: 'The last 90 days', zone, replay };
  const roles = {
    owner: people(50),
    marketing_leader: people(50),
    sales_leader: people(50),
    manager: [...people(40), ...Array.from({ length: 10 }, (_, index) => group(index).id)],
    sales: people(50),
    marketing: people(50),
  };
  const members = [...people(40), ...Array.from({ length: 20 }, (_, index) => group(index).id)];
  const teams = {
    revision: 1,
    rows: [
      ...huge.segments.map(({ id, name }) => ({ segment: id, name })),
      { segment: null, name: null },
    ].map((row) => ({ ...row, members: members.map((id) => ({ id, weight: 12.5 })) })),
  };
  const setup = { channel: 'C1', roles, revision: 3, changed: { by: 'URITA', at } };
  return [
    ...standingsOf(word).flatMap((standing) => [
      partsModal(standing),
      ...lists.map((list) => listModal(standing, list)),
      reviewModal(standing, 'sales'),
    ]),
    ...formParts.flatMap((part) => [
      formFor(huge, { seen, part, id: null }),
      formFor(huge, { seen, part, id: idIn(huge, part) }),
      formFor(starterCharter, { seen, part, id: idIn(starterCharter, part) }),
    ]),
    formFor(huge, { seen, part: 'criterion', id: null }, { words: words(word, 20_000) }),
    formFor(
      huge,
      { seen, part: 'criterion', id: null },
      { problems: changes.map((message, line) => ({ line, path: message, message })) },
    ),
    ...wholeWays.flatMap((way) => [wholeForm({ seen, way }, true), wholeForm({ seen, way }, false)]),
    ...(['criterion', 'scoring', 'segment', 'signal'] as const).map((part) =>
      removalModal(huge, { seen, part, id: idIn(huge, part) ?? '' }),
    ),
    changedModal({ changes, again: words(word, 2_000) }),
    changedModal({ changes, again: words(word, 5_000) }),
    signModal({ scene, side: 'sales', changedSince: changes }),
    declineModal(999_999),
    tryModal(999_999),
    progressModal(999_999, 0.5),
    resultModal(tried),
    setupModal({
      setup,
      teams,
      groups: Array.from({ length: 200 }, (_, index) => group(index)),
      zone,
      note: 'A note.',
    }),
    setupModal({ setup, teams, groups: [], zone }),
    ...teams.rows.slice(-2).flatMap((row) => [
      teamModal(
        row,
        1,
        Array.from({ length: 200 }, (_, index) => group(index)),
      ),
      sharesModal({
        row,
        revision: 1,
        ids: row.members.map(({ id }) => id),
        names: new Map(members.map((id) => [id, word.slice(0, 80)])),
      }),
    ]),
    setupDone(setup),
  ];
}

function idIn({ criteria, scoring, segments, signals }: Charter, part: string): string | null {
  if (part === 'criterion') return criteria[0]?.id ?? null;
  if (part === 'segment') return segments[0]?.id ?? null;
  if (part === 'scoring') return scoring[0]?.id ?? null;
  return part === 'signal' ? (Object.keys(signals)[0] ?? null) : null;
}

/** What we ourselves put between angle brackets; nothing else may stand there. */
const OURS =
  /<(?:@U[A-Z0-9]+|!subteam\^S[A-Z0-9]+|#C1|https:\/\/slack\.example[^<>|]+\|[^<>|]+|!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]+)>/g;

function expectHarmless(text: string): void {
  const rest = text.replace(OURS, '').replace(/^> /gm, '');
  expect(rest).not.toMatch(/[<>]/);
  expect(rest).not.toMatch(/&(?!amp;|lt;|gt;)/);
}

describe.each(Object.entries(names))('a charter made of words such as "%s"', (_kind, word) => {
  it('fits into every message about it, and no word of it breaks out', () => {
    for (const message of messagesOf(word)) {
      expectSendable(message);
      expectHarmless([message.text, ...mrkdwnOf(message.blocks)].join('\n'));
    }
  });

  it('fits into every modal about it, and no word of it breaks out', () => {
    for (const view of viewsOf(word)) {
      expectOpenable(view);
      expectHarmless(mrkdwnOf(view.blocks).join('\n'));
    }
  });
});

describe('a charter at its limits', () => {
  const standing = aStanding(aCharter(aFullCharter('Name of a criterion ')));
  const buttons = (blocks: readonly KnownBlock[], part: string): string[] =>
    blocks.flatMap((block) =>
      block.type === 'section' &&
      block.accessory?.type === 'button' &&
      block.accessory.value?.startsWith(part)
        ? [block.accessory.value]
        : [],
    );

  it('lists every criterion and every scoring rule, each with a button to change it', () => {
    const { charter } = workingText(standing);
    const listed = (list: (typeof lists)[number], part: string) =>
      buttons(listModal(standing, list).blocks as KnownBlock[], part);
    expect(listed('criteria', 'criterion:')).toEqual(charter.criteria.map(({ id }) => `criterion:${id}`));
    expect(listed('scoring', 'scoring:')).toEqual(charter.scoring.map(({ id }) => `scoring:${id}`));
  });

  it('says how many signals a list leaves out, and where they are', () => {
    const list = listModal(aStanding(aCharter(aHugeCharter('Signal '))), 'signals');
    expect(mrkdwnOf(list.blocks).join('\n')).toContain(
      'and 208 more; they are in the file: `/charter export`',
    );
  });

  it('never cuts a rule that is too long for a form, but leaves it out and says that it stays', () => {
    const huge = aHugeCharter('Industry ');
    const form = formFor(huge, {
      seen: { version: 4, revision: 1 },
      part: 'criterion',
      id: huge.criteria[0]?.id ?? '',
    });
    expect(form.blocks.map(({ block_id }) => block_id)).not.toContain('rule');
    expect(mrkdwnOf(form.blocks).join('\n')).toContain('stays as it is');
  });

  it('shows whoever signs every change of a draft in full', () => {
    const scene = aDraftScene(anOpenDraft({ content: aFullCharter('New words ') }));
    const view = signModal({ scene, side: 'marketing', changedSince: null });
    const whole = (text: string): string => text.replace(/[\s…]+/g, ' ');
    const text = whole(mrkdwnOf(view.blocks).join('\n'));
    for (const change of scene.changes) expect(text).toContain(whole(change));
  });

  it('can be sent as text, every line of it, where Slack takes no files', () => {
    const text = charterToYaml({ ...starterCharter, commitment: words('Words of <angle> & so on ', 500) });
    const pages = codePages([{ name: 'charter.yml', text }]);
    for (const page of pages) expectSendable(page);
    const sent = pages
      .flatMap(({ blocks }) => mrkdwnOf(blocks))
      .flatMap((block) => /```([\s\S]*)```/.exec(block)?.[1] ?? [])
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    expect(sent.trimEnd()).toBe(text.trimEnd());
  });

  it('says that there is more where even the text is too long for the messages that are left', () => {
    const pages = codePages([{ name: 'charter.yml', text: charterToYaml(aHugeCharter('&')) }]);
    for (const page of pages) expectSendable(page);
    expect(pages).toHaveLength(4);
    expect(mrkdwnOf(pages.at(-1)?.blocks).join('\n')).toContain('The rest does not fit here');
  });
});

describe('a replay', () => {
  const tried = { version: 4, inForce: 3, words: 'The last 90 days', zone, replay: aReplay() };

  it('is told with its counts, its rates, each with its n and interval, and what it cannot know', () => {
    const text = mrkdwnOf(resultModal(tried).blocks).join('\n');
    for (const said of [
      '60 by the charter in force, 57 by the draft',
      'sales had accepted 2, and 1 became SQL',
      '55 % (n = 40, 95 % interval 40 to 69 %)',
      'Sales never judged 2 leads of the new ones',
      'Lost, for example: x-1 (web)',
    ])
      expect(text).toContain(said);
  });

  it('expects nothing where too little was answered, and says how much is missing', () => {
    const { acceptance } = aReplay();
    const few = aReplay({
      notEnoughData: true,
      acceptance: { ...acceptance, draft: { ...acceptance.draft, n: 12 } },
    });
    const text = mrkdwnOf(resultModal({ ...tried, replay: few }).blocks).join('\n');
    expect(text).toContain('*Not enough data* to expect anything under the draft: 12 answers');
    expect(text).not.toContain('Expected under the draft');
  });

  it('is shared as it was seen, without its button, in the name of whoever shares it', () => {
    const shared = sharedReplay(
      { blocks: resultModal(tried).blocks as KnownBlock[] },
      { version: 4, by: 'URITA' },
    );
    expectSendable(shared);
    expect(shared.text).toBe('<@URITA> tried version 4 on past leads.');
    expect(shared.blocks.some(({ type }) => type === 'actions')).toBe(false);
    expect(mrkdwnOf(shared.blocks).join('\n')).toMatch(/webinar +2 +0 +0 +0/);
  });
});

describe('a refusal', () => {
  it('says what became different since the person read it', () => {
    expect(
      amendRefusalText({ kind: 'changed since', changes: ['Threshold: from 50 points to 60 points'] }),
    ).toContain('• Threshold: from 50 points to 60 points');
  });

  it('tells a leader that one person cannot sign for both sides', () => {
    expect(amendRefusalText({ kind: 'signed for the other side', side: 'marketing' })).toContain(
      'You have signed for marketing, and one person cannot sign for both sides.',
    );
  });
});
