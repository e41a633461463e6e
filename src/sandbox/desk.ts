// The desk: everything the doors of the sandbox share, handed around as one value.
import type { Activity } from './activity.js';
import type { Clock } from './clock.js';
import type { Delivery } from './delivery.js';
import type { Faults } from './faults.js';
import type { Live } from './live.js';
import type { StateValues } from './model.js';
import type { ResponseUrls, Triggers } from './triggers.js';
import type { Workspace } from './workspace.js';

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
  runJob: ((name: string) => Promise<unknown>) | undefined;
  intake: ((kind: 'leads' | 'signals', rows: unknown[]) => Promise<unknown>) | undefined;
  /** Whether mentions in slash commands are sent as `<@U…>`, as with `should_escape` in a manifest. */
  shouldEscape: boolean;
}
