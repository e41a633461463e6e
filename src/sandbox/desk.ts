// The desk: everything the doors of the sandbox share, handed around as one value.
import type { Activity } from './activity.js';
import type { Clock } from './clock.js';
import type { Delivery } from './delivery.js';
import type { Faults } from './faults.js';
import type { Live } from './live.js';
import type { StateValues } from './model.js';
import type { ResponseUrls, Triggers } from './triggers.js';
import type { Workspace } from './workspace.js';

/** A slash command as an app's manifest describes it. */
export interface CommandHint {
  command: string;
  description?: string;
  usage_hint?: string;
}

export interface Desk {
  /** The sandbox's own address, `http://127.0.0.1:port`. */
  url: string;
  workspace: Workspace;
  clock: Clock;
  activity: Activity;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  delivery: Delivery;
  faults: Faults;
  live: Live;
  /** What people chose in messages without submitting: `person:channel:ts` → values. Lives as long as the process. */
  messageState: Map<string, StateValues>;
  /** Names of the jobs that may be run, for the page to offer. */
  jobs: readonly string[];
  commands: readonly CommandHint[];
  runJob: ((name: string) => Promise<unknown>) | undefined;
  intake: ((kind: 'leads' | 'signals', rows: unknown[]) => Promise<unknown>) | undefined;
  /** Whether mentions in slash commands are sent as `<@U…>`, as with `should_escape` in a manifest. */
  shouldEscape: boolean;
}
