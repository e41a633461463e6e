// What was said of one rejection from its reasons on: the fold of the events that name it, also when it stands no more.
import type { NextStep } from '../charter/charter.js';
import type { HandshakeEvent, Instant, PersonId } from './handshake.js';
import type { ReplyKind, RulingKind } from './replies.js';

/** Something that was said of it: an answer of marketing's, or a manager's ruling. */
export interface SaidOfIt {
  kind: ReplyKind | RulingKind;
  by: PersonId;
  at: Instant;
}

/** A rejection or a hand-back, and what became of it. What people wrote is kept apart, where it can be erased. */
export interface RejectionStory {
  rejection: string;
  kind: 'rejected' | 'handed_back';
  by: PersonId;
  at: Instant;
  cited: readonly string[];
  contradicted: readonly string[];
  nextStep: NextStep;
  nextOn: string | null;
  /** Everything that was said of it, in that order. */
  said: readonly SaidOfIt[];
  /** Whom the lead was offered to first when this was overturned; null for nobody in particular. */
  offeredTo: PersonId | null;
}

type AboutOne = Extract<HandshakeEvent, { rejection: string }>;

function withEvent(story: RejectionStory | null, event: AboutOne): RejectionStory | null {
  switch (event.type) {
    case 'rejected':
    case 'handed_back': {
      const { rejection, type: kind, by, at, cited, contradicted, nextStep, nextOn } = event;
      return { rejection, kind, by, at, cited, contradicted, nextStep, nextOn, said: [], offeredTo: null };
    }
    case 'acknowledged':
    case 'fixed':
    case 'disputed':
    case 'upheld':
    case 'overturned': {
      const { type: kind, by, at } = event;
      const offeredTo = event.type === 'overturned' ? event.to : null;
      return story && { ...story, said: [...story.said, { kind, by, at }], offeredTo };
    }
  }
}

/** Tells the story of one rejection from the events of its handshake; null when none of them is that rejection. */
export const storyOfRejection = (
  rejection: string,
  events: readonly HandshakeEvent[],
): RejectionStory | null =>
  events
    .filter((event): event is AboutOne => 'rejection' in event && event.rejection === rejection)
    .reduce(withEvent, null);

/** What was last said of it, or null. */
export const lastSaid = ({ said }: Pick<RejectionStory, 'said'>): SaidOfIt | null => said.at(-1) ?? null;

/** Who said something of this kind of it, and when; null when nobody did. */
export const saidOf = ({ said }: Pick<RejectionStory, 'said'>, kind: SaidOfIt['kind']): SaidOfIt | null =>
  said.findLast((one) => one.kind === kind) ?? null;

/** Whether marketing disputes it and no manager has ruled on that yet. */
export const isDisputed = (story: Pick<RejectionStory, 'said'>): boolean =>
  lastSaid(story)?.kind === 'disputed';
