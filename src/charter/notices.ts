// What is owed to be said about the charter: the message of each draft, a reply under it for what people do, and reminders.
import type { CharterEvent, Draft } from './draft.js';

/** One message that Slack should show; the first two stand in the shared channel, a reminder goes to one person. */
export interface Notice {
  key: string;
  kind: 'charter_draft' | 'charter_note' | 'review';
  /** The key of the message that it hangs under. */
  thread: string | null;
}

/** The key of a draft's message, which tells how its version stands from the proposal on. */
const draftKey = (version: number): string => `charter:${version}`;

const draftNotice = (version: number): Notice => ({
  key: draftKey(version),
  kind: 'charter_draft',
  thread: null,
});

/** A reply that tells of one event, by its number among the events of its version. */
const note = ({ version, seq }: Draft): Notice => ({
  key: `charter_note:${version}:${seq}`,
  kind: 'charter_note',
  thread: draftKey(version),
});

/** What is owed after an event. `after` is the draft with the event folded in. */
export function noticesOf(after: Draft, event: CharterEvent): Notice[] {
  switch (event.type) {
    case 'proposed':
    case 'superseded':
      return [draftNotice(after.version)];
    case 'edited':
    case 'signed':
    case 'declined':
    case 'withdrawn':
    case 'came_into_force':
    case 'review_signed':
    case 'reviewed':
      return [draftNotice(after.version), note(after)];
  }
}

/** A private reminder that the review of a version is due, once for each rung and person. */
export const reviewNotice = (of: {
  version: number;
  dueOn: string;
  rung: number;
  person: string;
}): Notice => ({
  key: `review:${of.version}:${of.dueOn}:${of.rung}:${of.person}`,
  kind: 'review',
  thread: null,
});
