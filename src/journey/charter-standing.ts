// How the charter stands: the version in force, the draft that is open, who signs, the review, and the whole history.
import type { Charter } from '../charter/charter.js';
import { changeWords, differencesBetween } from '../charter/difference.js';
import type { Draft, OpenDraft } from '../charter/draft.js';
import { type Leaders, leadersOf, type Roles, rolesUnder } from '../charter/roles.js';
import type { ToldEvent } from '../store/drafts.js';
import { textOf } from './charter-text.js';
import { type DueReview, reviewOf } from './review.js';
import type { Workplace } from './workplace.js';

/** Everything that `/charter` shows. */
export interface CharterStanding {
  inForce: {
    version: number;
    signed: boolean;
    charter: Charter;
    /** That of the text as it was signed, which no part that charters have since been given changes. */
    hash: string;
    since: Date;
    /** How it came about, with its signatures; null for version 1, which was in force from the start. */
    draft: Draft | null;
  };
  /** The draft that is open, what it changes in words, and who may sign it; null while none is open. */
  draft: { open: OpenDraft; changes: string[]; leaders: Leaders } | null;
  /** Who has which role under the charter in force. */
  roles: Roles;
  review: DueReview;
}

/** How the charter stands now. */
export async function charterStanding(workplace: Workplace): Promise<CharterStanding> {
  const { charters, drafts, settings } = workplace.store;
  const { version, signed, charter, since } = await charters.inForceSince();
  const { roles } = await settings.read();
  const open = await drafts.open();
  const draft = await drafts.load(version);
  const { hash } = draft ?? textOf(charter);
  return {
    inForce: { version, signed, charter, since, hash, draft },
    draft:
      open === null
        ? null
        : {
            open,
            changes: differencesBetween(charter, open.content).map(changeWords),
            leaders: leadersOf(rolesUnder(roles, open.content)),
          },
    roles: rolesUnder(roles, charter),
    review: await reviewOf(workplace),
  };
}

/** One version in the history: how it stands, when it was in force, and what happened to it, in order. */
export interface VersionHistory {
  version: number;
  status: Draft['status'];
  signed: boolean;
  since: Date | null;
  until: Date | null;
  events: ToldEvent[];
}

function statusOf(events: readonly ToldEvent[]): Draft['status'] {
  if (events.some(({ type }) => type === 'declined')) return 'declined';
  return events.some(({ type }) => type === 'withdrawn') ? 'withdrawn' : 'open';
}

/** Every version and every draft, the newest first: who changed what and why, and when it was in force. */
export async function charterHistory({ store }: Workplace): Promise<VersionHistory[]> {
  const spans = new Map((await store.charters.spans()).map((span) => [span.version, span]));
  const events = await store.drafts.history();
  const versions = new Set([...spans.keys(), ...events.map(({ version }) => version)]);
  return [...versions]
    .sort((a, b) => b - a)
    .map((version) => {
      const own = events.filter((event) => event.version === version);
      const span = spans.get(version);
      if (span === undefined)
        return { version, status: statusOf(own), signed: false, since: null, until: null, events: own };
      const { signed, since, until } = span;
      return {
        version,
        status: until === null ? 'in_force' : 'superseded',
        signed,
        since,
        until,
        events: own,
      };
    });
}
