// What a view returns: a message as Slack takes it, with the text that screen readers and notifications read.
import type { KnownBlock } from '@slack/types';

export interface Drawing {
  text: string;
  blocks: KnownBlock[];
}
