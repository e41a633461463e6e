// Factories of what the views of the charter are drawn from: how it stands, drafts in every state, a replay, a setup.

import type { Charter, CharterVersion } from '../../../src/charter/charter.js';
import { changeWords, differencesBetween } from '../../../src/charter/difference.js';
import type { Draft, InForce, OpenDraft } from '../../../src/charter/draft.js';
import { type Leaders, noRoles, type Roles } from '../../../src/charter/roles.js';
import { starterCharter } from '../../../src/charter/starter.js';
import type { Replay } from '../../../src/funnel/replay.js';
import type { CharterStanding } from '../../../src/journey/charter-standing.js';
import type { CharterScene } from '../../../src/slack/views/charter-view.js';
import type { DraftScene } from '../../../src/slack/views/draft-card.js';
import { aCharter, minutesFromNow, NOW } from '../../make.js';

const HASH = 'a3f1'.repeat(16);
const at = (minutes: number): string => minutesFromNow(minutes).toISOString();

export const someLeaders: Leaders = { marketing: ['UMARCUS'], sales: ['USASHA'] };

export const someRoles: Roles = {
  ...noRoles,
  owner: ['URITA'],
  marketing_leader: ['UMARCUS'],
  sales_leader: ['USASHA'],
};

/** A draft of version 4 drawn from version 3, open and unsigned: the threshold goes up to 60. */
export const anOpenDraft = (changes: Partial<OpenDraft> = {}): OpenDraft => ({
  status: 'open',
  version: 4,
  base: 3,
  seq: 1,
  revision: 1,
  content: { ...starterCharter, mql: { ...starterCharter.mql, threshold: 60 } },
  hash: HASH,
  why: 'Too many small firms.',
  proposed: { by: 'URITA', at: at(-60) },
  signatures: { marketing: null, sales: null },
  ...changes,
});

/** Both signatures, given within the last hour. */
export const bothSignatures = {
  marketing: { by: 'UMARCUS', at: at(-30), hash: HASH },
  sales: { by: 'USASHA', at: at(-20), hash: HASH },
};

/** Version 3, in force and signed by both. */
export const anInForce = (changes: Partial<InForce> = {}): InForce => ({
  ...anOpenDraft(),
  version: 3,
  base: 1,
  content: starterCharter,
  signatures: bothSignatures,
  status: 'in_force',
  since: at(-20),
  reviewedAt: null,
  review: { marketing: null, sales: null },
  ...changes,
});

/** A draft in each state that it can end in, from the same beginning. */
export const closedDrafts = (of: Partial<OpenDraft> = {}): Draft[] => {
  const drawn = anOpenDraft({ signatures: bothSignatures, ...of });
  return [
    { ...drawn, status: 'in_force', since: at(-20), reviewedAt: null, review: drawn.signatures },
    { ...drawn, status: 'superseded', since: at(-20), until: at(-10), successor: 5 },
    { ...drawn, status: 'declined', closed: { by: 'USASHA', at: at(-5), reason: drawn.why } },
    { ...drawn, status: 'withdrawn', closed: { by: 'URITA', at: at(-5) } },
  ];
};

/** What a draft's message is drawn from; its changes follow from the base. */
export const aDraftScene = (draft: Draft = anOpenDraft(), base: Charter = starterCharter): DraftScene => ({
  draft,
  changes: differencesBetween(base, draft.content).map(changeWords),
  reasons: Array.from({ length: 9 }, () => ({ by: draft.proposed.by, why: draft.why })),
  leaders: someLeaders,
});

/** How a charter stands: signed and not due for review, unless the version or the changes say otherwise. */
export const aStanding = (
  inForce: CharterVersion = aCharter(),
  changes: Partial<CharterStanding> = {},
): CharterStanding => ({
  inForce: {
    ...inForce,
    hash: HASH,
    since: NOW,
    draft: inForce.signed ? anInForce({ version: inForce.version, content: inForce.charter }) : null,
  },
  draft: null,
  roles: someRoles,
  review: {
    version: inForce.version,
    since: NOW.toISOString(),
    dueOn: '2027-02-11',
    state: 'not yet',
    rung: null,
  },
  ...changes,
});

/** What somebody sees of it. */
export const aCharterScene = (standing: CharterStanding = aStanding(), viewer = 'UDANA'): CharterScene => ({
  standing,
  viewer,
  thread: standing.draft === null ? null : 'https://slack.example/archives/C1/p1?a=1&b=2',
});

/** The standing with an open draft. */
export const withDraft = (open: OpenDraft, inForce: CharterVersion = aCharter()): CharterStanding =>
  aStanding(inForce, {
    draft: {
      open,
      changes: differencesBetween(inForce.charter, open.content).map(changeWords),
      leaders: someLeaders,
    },
  });

/** A replay of 90 days in which a draft adds 2 MQLs and drops 5, with 40 answers about those it keeps. */
export const aReplay = (changes: Partial<Replay> = {}): Replay => ({
  period: { from: new Date(NOW.getTime() - 90 * 86_400_000), to: NOW },
  leads: 1204,
  mqlNow: 60,
  mqlDraft: 57,
  offered: 58,
  kept: 55,
  sooner: 0,
  later: 0,
  gained: [{ source: 'webinar', n: 2 }],
  lost: [{ source: 'web', n: 5, ofWhichAccepted: 2, ofWhichSql: 1 }],
  examples: { gained: [{ source: 'webinar', id: 'w-1' }], lost: [{ source: 'web', id: 'x-1' }] },
  acceptance: {
    now: { rate: 0.5, low: 0.36, high: 0.64, n: 45 },
    draft: { rate: 0.55, low: 0.4, high: 0.69, n: 40 },
    keptLessLost: { difference: 0.15, low: -0.2, high: 0.4, n: [40, 5] },
    unjudged: 2,
    ifNone: 0.52,
    ifAll: 0.57,
  },
  notEnoughData: false,
  ...changes,
});
