// The indexes over each channel's messages: by ts, and by the thread they reply in.
import type { Channel, Message } from './model.js';

export class MessageIndex {
  readonly #byTs = new Map<string, Map<string, Message>>();
  readonly #threads = new Map<string, Map<string, Message[]>>();

  addChannel(channel: Channel): void {
    this.#byTs.set(channel.id, new Map());
    this.#threads.set(channel.id, new Map());
    for (const message of channel.messages) this.add(channel, message);
  }

  add(channel: Channel, message: Message): void {
    this.#byTs.get(channel.id)?.set(message.ts, message);
    if (!message.threadTs) return;
    const threads = this.#threads.get(channel.id);
    const thread = threads?.get(message.threadTs);
    if (thread) thread.push(message);
    else threads?.set(message.threadTs, [message]);
  }

  drop(channel: Channel, message: Message): void {
    this.#byTs.get(channel.id)?.delete(message.ts);
    const thread = message.threadTs ? this.#threads.get(channel.id)?.get(message.threadTs) : undefined;
    thread?.splice(thread.indexOf(message), 1);
  }

  message(channel: Channel, ts: string): Message | undefined {
    return this.#byTs.get(channel.id)?.get(ts);
  }

  /** Replies under a parent, oldest first, without the parent. */
  replies(channel: Channel, threadTs: string): readonly Message[] {
    return this.#threads.get(channel.id)?.get(threadTs) ?? [];
  }
}
