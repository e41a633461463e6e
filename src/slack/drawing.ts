// What a view returns: a message as Slack takes it, with the text that screen readers and notifications read.
import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Workplace } from '../journey/workplace.js';
import type { Directory } from './directory.js';

export interface Drawing {
  text: string;
  blocks: KnownBlock[];
  /** What to show instead where Slack refuses the blocks: charts are new, and not every workspace takes them. */
  plainer?: KnownBlock[];
}

/** The part of a drawing that is sent. */
export type Content = Pick<Drawing, 'text' | 'blocks'>;

/** A message row, drawn. */
export interface Drawn {
  /** Null when it is not worth saying any more, and `later` when nobody is to be spoken to now. */
  drawing: Drawing | 'later' | null;
  /** The business instant it was drawn at. */
  at: Date;
  /** Whether it is still worth saying if somebody deleted it. */
  worthPostingAnew: boolean;
  /** The keys of messages that show the same thing, and are to be drawn again too. */
  also: readonly string[];
}

/** What messages are drawn with. The client tells where other messages are. */
export interface DrawingDesk {
  workplace: Workplace;
  client: WebClient;
  directory: Directory;
}

/** An answer that only the person who asked sees. */
export const ephemeral = (drawing: Drawing): Drawing & { response_type: 'ephemeral' } => ({
  response_type: 'ephemeral',
  ...drawing,
});
