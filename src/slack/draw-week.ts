// Draws the messages that tell a week, from its figures as they were kept: what was told stays told.

import type { WeekFigures } from '../funnel/week-figures.js';
import { saidOfWeek, teamAt, type WeekMessageKind } from '../funnel/week-messages.js';
import type { Workplace } from '../journey/workplace.js';
import type { OwedMessage } from '../store/messages.js';
import type { Drawing, Drawn } from './drawing.js';
import { managersMessage } from './views/digest-managers.js';
import { digestMessage, ownMessage, teamMessage } from './views/digest-view.js';

const kinds: readonly string[] = [
  'digest',
  'digest_team',
  'digest_managers',
  'digest_own',
] satisfies WeekMessageKind[];

/** A message row that tells a week. */
export type WeekRow = Pick<OwedMessage, 'key' | 'channel'> & { kind: WeekMessageKind };

/** Whether a message row tells a week. */
export const isOfWeek = (message: { kind: string }): message is WeekRow => kinds.includes(message.kind);

function drawingOf({ kind, key }: WeekRow, figures: WeekFigures): Drawing | null {
  const { of } = saidOfWeek(key);
  switch (kind) {
    case 'digest':
      return digestMessage(figures, { folded: true, offersOwn: true });
    case 'digest_team': {
      const team = teamAt(figures, of);
      return team === null ? null : teamMessage(figures, team);
    }
    case 'digest_managers':
      return managersMessage(figures);
    case 'digest_own':
      return ownMessage(figures, of);
  }
}

/** What the message should show. */
export async function drawWeek(message: WeekRow, { store, now }: Workplace): Promise<Drawn> {
  const figures = await store.digests.told(saidOfWeek(message.key).week);
  const drawing = figures === null ? null : drawingOf(message, figures);
  return { drawing, at: now(), worthPostingAnew: false, also: [] };
}
