// Files: the bytes people and the bot share, kept beside the state and not in it, from the first to the last step of an upload.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mimetypeOf } from './file-kinds.js';
import { objectId, secret } from './ids.js';
import type { SharedFile } from './model.js';

/** One file at most, in bytes. */
export const FILE_BYTES_MAX = 5 * 1024 * 1024;
/** Uploads begun and not completed: the oldest is forgotten above this many. */
const UPLOADS_KEPT = 20;
/** Without a folder: the oldest bytes are forgotten above this many files, as a long test run would fill the memory. */
const FILES_IN_MEMORY = 20;

interface Upload {
  file: SharedFile;
  ticket: string;
  bytes?: Buffer;
}

export class Files {
  readonly #bytes = new Map<string, Buffer>();
  readonly #uploads = new Map<string, Upload>();

  /** Bytes go into the folder, or stay in memory without one. */
  constructor(readonly folder: string | undefined) {}

  /** Begins an upload. Returns the file's id and the ticket under which its bytes may come. */
  begin(draft: { name: string; user: string; created: number }): { id: string; ticket: string } {
    const id = objectId('F');
    const ticket = secret();
    const mimetype = mimetypeOf(draft.name);
    const [oldest] = this.#uploads.keys();
    if (oldest !== undefined && this.#uploads.size >= UPLOADS_KEPT) this.#uploads.delete(oldest);
    this.#uploads.set(id, {
      ticket,
      file: { ...draft, id, title: draft.name, mimetype, size: 0, channels: [] },
    });
    return { id, ticket };
  }

  /** Takes the bytes that come under a ticket. Returns false for a ticket that was never given. */
  receive(ticket: string, bytes: Buffer): boolean {
    const upload = [...this.#uploads.values()].find((u) => u.ticket === ticket);
    if (upload) upload.bytes = bytes;
    return upload !== undefined;
  }

  /** Whether an upload's bytes have come, so that it can be completed. */
  isReady(id: string): boolean {
    return this.#uploads.get(id)?.bytes !== undefined;
  }

  /** The file of an upload whose bytes have come, which ends it; undefined when there is none. */
  complete(id: string): SharedFile | undefined {
    const upload = this.#uploads.get(id);
    if (!upload?.bytes) return undefined;
    this.#uploads.delete(id);
    this.#keep(id, upload.bytes);
    return { ...upload.file, size: upload.bytes.length };
  }

  /** The bytes of a completed file; undefined when they are lost, as after a restart without a folder. */
  async read(id: string): Promise<Buffer | undefined> {
    const held = this.#bytes.get(id);
    if (held || this.folder === undefined) return held;
    return readFile(join(this.folder, id)).catch(() => undefined);
  }

  /** Forgets every file and every upload begun. */
  clear(): void {
    this.#bytes.clear();
    this.#uploads.clear();
    if (this.folder !== undefined)
      void rm(this.folder, { recursive: true, force: true }).catch(() => undefined);
  }

  #keep(id: string, bytes: Buffer): void {
    this.#bytes.set(id, bytes);
    const { folder } = this;
    if (folder === undefined) {
      const [oldest] = this.#bytes.keys();
      if (oldest !== undefined && this.#bytes.size > FILES_IN_MEMORY) this.#bytes.delete(oldest);
      return;
    }
    // In memory until they are written, so that nobody reads a half.
    void mkdir(folder, { recursive: true })
      .then(() => writeFile(join(folder, id), bytes))
      .then(
        () => this.#bytes.delete(id),
        () => undefined,
      );
  }
}
