// Draws the messages about the charter: a draft's own message, the notes in its thread, and private reminders.

import { changeWords, differencesBetween } from '../charter/difference.js';
import type { Notice } from '../charter/notices.js';
import { leadersOf, rolesUnder } from '../charter/roles.js';
import { charterStanding } from '../journey/charter-standing.js';
import type { Workplace } from '../journey/workplace.js';
import type { OwedMessage } from '../store/messages.js';
import type { Drawn } from './drawing.js';
import { noteMessage } from './views/charter-notes.js';
import { type DraftScene, draftCard } from './views/draft-card.js';
import { reviewReminder } from './views/review-views.js';

type AboutCharter = Extract<OwedMessage, { kind: Notice['kind'] }>;

/** The version that a key names, and the parts after it: "charter_note:3:7" is about version 3. */
function partsOf(key: string): { version: number; rest: string[] } {
  const [, version = '', ...rest] = key.split(':');
  return { version: Number(version), rest };
}

/** Why each text of a version was written, the first one first. */
async function reasonsOf({ store }: Workplace, version: number): Promise<DraftScene['reasons']> {
  const events = await store.drafts.history();
  return events.flatMap((event) =>
    event.version === version && (event.type === 'proposed' || event.type === 'edited') && event.why !== ''
      ? [{ by: event.by, why: event.why }]
      : [],
  );
}

/** Everything that a draft's message may show. Throws when there never was such a draft. */
export async function draftScene(workplace: Workplace, version: number): Promise<DraftScene> {
  const { drafts, charters, settings } = workplace.store;
  const draft = await drafts.load(version);
  if (draft === null) throw new Error(`there is no draft of version ${version}`);
  const { charter: base } = await charters.version(draft.base);
  const { roles } = await settings.read();
  return {
    draft,
    changes: differencesBetween(base, draft.content).map(changeWords),
    reasons: await reasonsOf(workplace, version),
    leaders: leadersOf(rolesUnder(roles, draft.content)),
  };
}

/** What the message should show now. */
export async function drawNotice({ kind, key, channel }: AboutCharter, workplace: Workplace): Promise<Drawn> {
  const so = { at: workplace.now(), also: [] };
  const { version, rest } = partsOf(key);
  switch (kind) {
    case 'charter_draft': {
      const scene = await draftScene(workplace, version);
      return { drawing: draftCard(scene), ...so, worthPostingAnew: scene.draft.status === 'open' };
    }
    case 'charter_note': {
      const event = await workplace.store.drafts.event(version, Number(rest[0]));
      const { zone } = (await workplace.store.charters.inForce()).charter.working;
      return { drawing: event === null ? null : noteMessage(event, zone), ...so, worthPostingAnew: false };
    }
    case 'review': {
      const standing = await charterStanding(workplace);
      const due = standing.review;
      const wanted = due.version === version && due.dueOn === rest[0] && due.rung !== null;
      return { drawing: wanted ? reviewReminder(standing, channel) : null, ...so, worthPostingAnew: false };
    }
  }
}
