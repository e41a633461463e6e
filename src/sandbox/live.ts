// What a person sees may have changed: open pages are told by server-sent events, and hands wait for it.
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Audience } from './changes.js';

/** Many changes in one moment become one event. */
const COALESCE_MS = 20;
/** A comment line keeps idle connections open. */
const HEARTBEAT_MS = 15_000;
/** Nobody waits longer than this for a bot that has acked and shown nothing yet; its trigger is good for twice as long. */
const ANSWER_MAX_MS = 1500;
const POLL_MS = 10;

export class Live {
  readonly #pages = new Map<ServerResponse, { person: string; due: boolean }>();
  readonly #changes = new Map<Audience, number>();
  #timer: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  /** Keeps a page informed until it goes away. */
  add(person: string, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    this.#pages.set(response, { person, due: false });
    response.on('close', () => this.#pages.delete(response));
    this.#heartbeat ??= setInterval(() => {
      for (const page of this.#pages.keys()) page.write(': still here\n\n');
    }, HEARTBEAT_MS).unref();
  }

  /** How often what a person sees has changed so far. */
  changesFor(person: string): number {
    return (this.#changes.get(person) ?? 0) + (this.#changes.get('everybody') ?? 0);
  }

  /** Waits for what a bot that acked in silence shows a person: a change after so many, or until patience ends. */
  async answered(person: string, changes: number): Promise<void> {
    const patienceEnds = performance.now() + ANSWER_MAX_MS;
    while (this.changesFor(person) === changes && performance.now() < patienceEnds) await sleep(POLL_MS);
  }

  changed(audience: Audience): void {
    this.#changes.set(audience, (this.#changes.get(audience) ?? 0) + 1);
    for (const page of this.#pages.values())
      page.due ||= audience === 'everybody' || audience === page.person;
    if (this.#pages.size > 0) this.#timer ??= setTimeout(() => this.#tell(), COALESCE_MS).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
    for (const page of this.#pages.keys()) page.end();
  }

  #tell(): void {
    this.#timer = undefined;
    for (const [response, page] of this.#pages) {
      if (!page.due) continue;
      page.due = false;
      response.write('event: changed\ndata: {}\n\n');
    }
  }
}
