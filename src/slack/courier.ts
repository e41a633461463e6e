// The courier makes Slack match the message rows: each is posted effectively once, and drawn from today's state.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { answerDue, markPosted } from '../journey/offer.js';
import type { Workplace } from '../journey/workplace.js';
import type { OwedMessage, Pace } from '../store/messages.js';
import { conversationOf } from './direct-messages.js';
import type { Directory } from './directory.js';
import { draw } from './draw.js';
import { viewerOf } from './draw-home.js';
import type { Content, Drawing, Drawn } from './drawing.js';
import { plainerIfRefused } from './plainer.js';
import { copiesIn, EVENT_TYPE } from './reconcile.js';
import { outcomeOf, type SendOutcome } from './send-outcome.js';

/** How patient the courier is, in seconds. A call times out long before its lease ends, so nobody else sends meanwhile. */
export interface Patience {
  lease: number;
  /** After an unknown outcome, how long to wait before looking, and between two looks. */
  doubt: number;
  /** How long after posting again to look whether the first one came after all. */
  recheck: number;
  /** How long the courier rests when nothing is owed and nobody pokes it. */
  rest: number;
}

export const patience: Patience = { lease: 30, doubt: 10, recheck: 60, rest: 1 };

/** chat.update may be called about fifty times a minute in a workspace. */
const UPDATE_PACE: Pace = { burst: 20, perSecond: 0.8 };
const POST_BURST = 5;

/** views.publish may be called a hundred times a minute. */
const HOME_PACE: Pace = { burst: 20, perSecond: 1.5 };

/**
 * The least time between the beginnings of two rounds of which the first found nothing that may be sent, in milliseconds.
 * A flood pokes at every commit; the courier must not take the database from the people who wait for it.
 */
const EMPTY_ROUND_MS = 25;

/** Messages of one lane in hand at a time. */
const HANDFUL = 10;

/** The longest pause between two tries, in seconds. */
const LONGEST_BACKOFF = 300;

/** A message that is due while nobody works is looked at again after so many rests. */
const HELD_RESTS = 30;

/** Two looks that find nothing mean that the message never arrived. */
const LOOKS = 2;

const backoff = (attempts: number): number => Math.min(LONGEST_BACKOFF, 2 ** Math.min(attempts, 10));

export interface CourierOptions {
  workplace: Workplace;
  client: WebClient;
  directory: Directory;
  postsPerSecond: number;
  patience: Patience;
  log: Logger;
}

export class Courier {
  #stopping = false;
  #running: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #poked = false;
  #tidied = 0;
  readonly #quietUntil = { post: 0, update: 0 };
  /** What each Home tab shows, as far as this process has drawn it. */
  readonly #homes = new Map<string, string>();

  constructor(private readonly of: CourierOptions) {}

  start(): void {
    this.#running ??= this.#run();
  }

  /** Something is owed: do not wait for the next round. */
  poke(): void {
    this.#poked = true;
    this.#wake?.();
  }

  /** Finishes what is in hand and rests for good. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#poked = false;
      const begun = performance.now();
      const done = await this.#round().catch((error: unknown) => {
        this.of.log.error({ err: error }, 'the courier could not do its round');
        return 0;
      });
      if (done > 0 || this.#stopping) continue;
      await pause(EMPTY_ROUND_MS - (performance.now() - begun));
      if (!this.#poked && !this.#stopping) await this.#rest();
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.of.patience.rest * 1000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Everything that may be sent now, once; returns how many messages were in hand. */
  async #round(): Promise<number> {
    await this.#tidyUp();
    const [changed, posted] = await Promise.all([this.#all({ fresh: false }), this.#all({ fresh: true })]);
    return changed + posted;
  }

  /** Sees to everything of one kind, unless its pace was used up just now: a flood pokes at every commit. */
  async #all({ fresh }: { fresh: boolean }): Promise<number> {
    const kind = fresh ? 'post' : 'update';
    if (performance.now() < this.#quietUntil[kind]) return 0;
    const channels = await this.of.workplace.store.messages.channels(fresh);
    const done = await Promise.all(channels.map((channel) => this.#lane({ channel, fresh })));
    const sum = done.reduce((total, count) => total + count, 0);
    if (channels.length > 0 && sum === 0)
      this.#quietUntil[kind] =
        performance.now() + Math.min(1000 / this.#pace(fresh).perSecond, this.of.patience.rest * 1000);
    return sum;
  }

  async #lane(of: { channel: string; fresh: boolean }): Promise<number> {
    const { messages } = this.of.workplace.store;
    const { name, pace } = this.#laneOf(of);
    const allowed = await messages.take(name, pace, HANDFUL);
    if (allowed === 0) return 0;
    const owed = await messages.claim(of, allowed, randomUUID(), this.of.patience.lease);
    if (owed.length < allowed) await messages.giveBack(name, allowed - owed.length);
    const doubted = owed.filter(({ doubtedSince }) => doubtedSince !== null);
    const settled = await this.#settleDoubts(doubted);
    const toSend = owed.filter(({ key }) => !settled.has(key));
    // One after the other: messages of one channel keep the order in which they were owed.
    for (const [index, message] of toSend.entries()) {
      const pause = await this.#send(message, name).catch((error: unknown) => {
        const { key } = message;
        this.of.log.error({ err: error, key }, 'a message could not be seen to; its row says what is next');
        return null;
      });
      if (pause === null) continue;
      // Slack asked for a pause: it holds for the rest of the handful too.
      for (const later of toSend.slice(index + 1)) await messages.failed(later, pause);
      break;
    }
    return owed.length;
  }

  /** How fast a channel may be written to. Home tabs are a method of their own. */
  #laneOf({ channel, fresh }: { channel: string; fresh: boolean }): { name: string; pace: Pace } {
    if (viewerOf(channel) !== null) return { name: 'home', pace: HOME_PACE };
    return { name: fresh ? `post:${channel}` : 'update', pace: this.#pace(fresh) };
  }

  #pace(fresh: boolean): Pace {
    const perSecond = this.of.postsPerSecond;
    if (fresh) return { burst: Math.max(POST_BURST, perSecond), perSecond };
    const faster = Math.max(1, perSecond);
    return { burst: UPDATE_PACE.burst * faster, perSecond: UPDATE_PACE.perSecond * faster };
  }

  /** Looks for messages whose sending ended unknown; returns the keys that must not be posted now. */
  async #settleDoubts(doubted: OwedMessage[]): Promise<Set<string>> {
    const { messages } = this.of.workplace.store;
    const settled = new Set<string>();
    for (const message of doubted) {
      const since = message.doubtedSince;
      if (since === null) continue;
      settled.add(message.key);
      try {
        const copies = await this.#copies(message, since);
        const [first, ...younger] = copies;
        if (first !== undefined) {
          await this.#remove(message.channel, younger);
          await this.#posted(message, this.of.workplace.now());
          await messages.found(message, first);
        } else if (message.missedReads + 1 >= LOOKS) {
          // It never arrived: it is posted now, with the same delivery id.
          settled.delete(message.key);
        } else await messages.doubted(message, this.of.patience.doubt, true);
      } catch (error) {
        this.of.log.warn({ err: error, key: message.key }, 'could not look whether a message arrived');
        await messages.doubted(message, this.of.patience.doubt, false);
      }
    }
    return settled;
  }

  /** Posts or edits one message and writes down what became of it; returns the pause that Slack asks for, in seconds. */
  async #send(message: OwedMessage, lane: string): Promise<number | null> {
    const { workplace, patience } = this.of;
    const { messages } = workplace.store;
    let drawn: Drawn;
    try {
      drawn = await draw(message, this.of);
      if (drawn.also.length > 0) await messages.redraw(drawn.also);
    } catch (error) {
      await messages.failed(message, backoff(message.attempts)); // nothing was called yet
      throw error;
    }
    if (drawn.drawing === null) {
      await messages.lost(message, false); // nobody needs to hear it any more
      return null;
    }
    if (drawn.drawing === 'later') {
      await messages.failed(message, HELD_RESTS * patience.rest); // nobody is to be spoken to now
      return null;
    }
    // Several were claimed at once and sent one after the other: by now another process may have taken this one over.
    if (!(await messages.begin(message, patience.lease))) return null;
    let ts: string;
    try {
      ts = await this.#call(message, drawn.drawing);
    } catch (error) {
      const outcome = outcomeOf(error);
      await this.#notSent(message, lane, drawn, outcome);
      return outcome.kind === 'slow down' ? outcome.seconds : null;
    }
    // It is in Slack. Whatever fails from here on leaves the row in doubt, so that it is looked for and not posted again.
    await this.#posted(message, drawn.at);
    const again = message.ts === null && message.doubtedSince !== null;
    await messages.sent(message, ts, again ? patience.recheck : null);
    return null;
  }

  /** Makes the call, and a second one where Slack refuses the blocks of the first; returns the message's ts. */
  #call(message: OwedMessage, drawing: Drawing): Promise<string> {
    return plainerIfRefused(drawing, (content) => this.#post(message, content));
  }

  async #post({ channel, key, deliveryId, threadTs, ts }: OwedMessage, content: Content): Promise<string> {
    const { chat } = this.of.client;
    const viewer = viewerOf(channel);
    if (viewer !== null) return this.#publish(viewer, content);
    if (ts !== null) {
      await chat.update({ channel: await conversationOf(this.of.client, channel), ts, ...content });
      return ts;
    }
    const sent = await chat.postMessage({
      channel,
      ...content,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENT_TYPE, event_payload: { key, delivery_id: deliveryId } },
    });
    return sent.ts ?? '';
  }

  /** Shows a Home tab; one that shows just that already is left alone. Any ts will do: a tab can be shown twice. */
  async #publish(viewer: string, { blocks }: Content): Promise<string> {
    const shown = JSON.stringify(blocks);
    if (this.#homes.get(viewer) !== shown) {
      await this.of.client.views.publish({ user_id: viewer, view: { type: 'home', blocks } });
      this.#homes.set(viewer, shown);
    }
    return 'home';
  }

  /** Writes down why a message is not, or not surely, in Slack, and when it is next looked at. */
  async #notSent(message: OwedMessage, lane: string, drawn: Drawn, outcome: SendOutcome): Promise<void> {
    const { workplace, patience, log } = this.of;
    const { messages } = workplace.store;
    const { key } = message;
    switch (outcome.kind) {
      case 'slow down':
        await messages.hold(lane, outcome.seconds);
        await messages.failed(message, outcome.seconds);
        return;
      case 'gone':
        if (message.ts === null) await messages.threadLost(message);
        else await messages.lost(message, drawn.worthPostingAnew);
        return;
      case 'unknown':
        log.warn({ key, reason: outcome.reason }, 'nobody knows whether a message arrived');
        // An edit can be made twice; a post cannot.
        if (message.ts === null) await messages.doubted(message, patience.doubt, false);
        else await messages.failed(message, backoff(message.attempts));
        return;
      case 'not now':
        log.warn({ key, reason: outcome.reason }, 'a message could not be sent; it will be tried again');
        await messages.failed(message, backoff(message.attempts));
        return;
      case 'never':
        log.error({ key, reason: outcome.reason }, 'a message was refused by Slack and is given up');
        await messages.givenUp(message, outcome.reason);
        return;
    }
  }

  /** The clock of an offer starts when its card is really in the channel. Kept before the row says that it was sent. */
  async #posted({ kind, handshakeId }: OwedMessage, at: Date): Promise<void> {
    if (kind !== 'card') return;
    const { workplace } = this.of;
    await markPosted(workplace, handshakeId, at, await answerDue(workplace, handshakeId, at));
  }

  /** The timestamps of all copies of a message, the oldest first; of a private one in that person's direct messages. */
  async #copies(
    { key, channel, threadTs }: Pick<OwedMessage, 'key' | 'channel' | 'threadTs'>,
    since: Date | null,
  ): Promise<string[]> {
    const { client, workplace } = this.of;
    // Slack's clock is ours, but for the sandbox's, which goes by business time and may be far behind.
    const behind = Math.max(0, Date.now() - workplace.now().getTime());
    const from = since === null ? null : new Date(since.getTime() - behind);
    return copiesIn(client, { key, threadTs, channel: await conversationOf(client, channel) }, from);
  }

  async #remove(channel: string, younger: string[]): Promise<void> {
    if (younger.length === 0) return;
    const conversation = await conversationOf(this.of.client, channel);
    for (const ts of younger) await this.of.client.chat.delete({ channel: conversation, ts });
  }

  /**
   * Now and then: when a message that was posted again after a doubt is there twice, the younger goes; and a deleted
   * card comes back when there is something to say under it.
   */
  async #tidyUp(): Promise<void> {
    const { messages } = this.of.workplace.store;
    if (performance.now() - this.#tidied < this.of.patience.rest * 1000) return;
    this.#tidied = performance.now();
    await messages.wakeParents();
    for (const message of await messages.dueForRecheck(HANDFUL)) {
      const copies = await this.#copies(message, null);
      await this.#remove(
        message.channel,
        copies.filter((ts) => ts !== message.ts),
      );
      await messages.rechecked(message.key);
    }
  }
}
