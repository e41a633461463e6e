// Who reads rejections, as a message calls them, with the directory that tells who belongs to whom.
import type { WebClient } from '@slack/web-api';
import { type Directory, directoryOf } from './directory.js';
import { mentions } from './mrkdwn.js';

export interface Marketing {
  /** How a message calls those whom the environment names. */
  mention: string;
  directory: Directory;
}

/** Marketing by the ids of user groups (S…) and people (U…). `wall` is real time in milliseconds. */
export const marketingOf = (ids: readonly string[], client: WebClient, wall: () => number): Marketing => ({
  mention: mentions(ids),
  directory: directoryOf(client, wall),
});
