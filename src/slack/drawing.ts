// What a view returns: a message as Slack takes it, with the text that screen readers and notifications read.
import type { KnownBlock } from '@slack/types';

export interface Drawing {
  text: string;
  blocks: KnownBlock[];
}

/** A message row, drawn. */
export interface Drawn {
  /** Null when it is not worth saying any more. */
  drawing: Drawing | null;
  /** The business instant it was drawn at. */
  at: Date;
  /** Whether it is still worth saying if somebody deleted it. */
  worthPostingAnew: boolean;
}
