// Server-sent events: tells an open page that what its person sees may have changed.
import type { ServerResponse } from 'node:http';
import type { Audience } from './changes.js';

/** Many changes in one moment become one event. */
const COALESCE_MS = 20;
/** A comment line keeps idle connections open. */
const HEARTBEAT_MS = 15_000;

export class Live {
  readonly #pages = new Map<ServerResponse, { person: string; due: boolean }>();
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

  changed(audience: Audience): void {
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
