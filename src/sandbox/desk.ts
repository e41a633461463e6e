// The desk: everything the doors of the sandbox share, handed around as one value.
import type { Activity } from './activity.js';
import type { Clock } from './clock.js';
import type { Delivery } from './delivery/delivery.js';
import type { Faults } from './faults.js';
import type { Files } from './files.js';
import type { Live } from './live.js';
import type { Option, StateValues } from './model.js';
import type { RateLimits } from './rate-limits.js';
import type { ResponseUrls, Triggers } from './triggers.js';
import type { Workspace } from './workspace.js';

/** A slash command as an app's manifest describes it. */
export interface CommandHint {
  command: string;
  description?: string;
  usage_hint?: string;
  /** Whether mentions in what follows it are sent as `<@U…>`. */
  should_escape?: boolean;
}

/** A shortcut as an app's manifest describes it: `global` ones stand beside the composer, the others on messages. */
export interface Shortcut {
  name: string;
  type: 'global' | 'message';
  callback_id: string;
  description?: string;
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
  rateLimits: RateLimits;
  files: Files;
  live: Live;
  /** What people chose in messages without submitting: `person:channel:ts` → values. Lives as long as the process. */
  messageState: Map<string, StateValues>;
  /** What the bot offered in menus that load their options: `person:place:block_id:action_id` → options. */
  offered: Map<string, Option[]>;
  /** Names of the jobs that may be run, for the page to offer. */
  jobs: readonly string[];
  commands: readonly CommandHint[];
  shortcuts: readonly Shortcut[];
  /** What the app subscribes to, by the names in a manifest's `bot_events`. */
  events: 'all' | readonly string[];
  runJob: ((name: string) => Promise<unknown>) | undefined;
  intake: ((kind: 'leads' | 'signals', rows: unknown[]) => Promise<unknown>) | undefined;
  /** Whether mentions in slash commands are sent as `<@U…>`, as with `should_escape` in a manifest. */
  shouldEscape: boolean;
}
