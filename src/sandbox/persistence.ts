// The workspace in a file: read at start, written soon after each change, whole or not at all.
import { mkdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { WorkspaceState } from './model.js';
import { stateSchema, VERSIONS_READ } from './state-schema.js';

const WRITE_DELAY_MS = 50;
/** Writing may take up to a tenth of the time: a large workspace is written less often. */
const REST_FACTOR = 10;

/** A state file that is something else, cut off, or of a later version; the message says what to do. */
export class UnreadableState extends Error {}

/** The state in a file, or undefined when there is none yet. Throws an UnreadableState. */
export function readState(file: string): WorkspaceState | undefined {
  let text: string;
  try {
    mkdirSync(dirname(file), { recursive: true });
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const content = fromJson(text);
  const version = z.object({ version: z.number() }).safeParse(content).data?.version;
  if (version !== undefined && !VERSIONS_READ.includes(version)) {
    throw new UnreadableState(
      `${file} was written by another version of the sandbox (its version is ${version}). Start that version, or move the file away to start afresh.`,
    );
  }
  const { data: state, error } = stateSchema.safeParse(content);
  if (state) return state;
  const field = error.issues[0]?.path.join('.') || 'its outline';
  throw new UnreadableState(
    `${file} does not hold a sandbox workspace (see ${field}). Move it away or delete it to start afresh.`,
  );
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes the state a moment after each change. */
export class Keeper {
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #restUntil = 0;

  constructor(
    readonly file: string,
    readonly state: () => unknown,
    readonly log: (line: string) => void,
  ) {}

  changed(): void {
    const delay = Math.max(WRITE_DELAY_MS, this.#restUntil - performance.now());
    this.#timer ??= setTimeout(() => {
      void this.flush().catch((error: unknown) => this.log(`could not write ${this.file}: ${String(error)}`));
    }, delay).unref();
  }

  /** Writes now, after any write under way. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const write = async (): Promise<void> => {
      const start = performance.now();
      const temporary = `${this.file}.${process.pid}.tmp`;
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(temporary, JSON.stringify(this.state()));
      await rename(temporary, this.file);
      this.#restUntil = performance.now() + REST_FACTOR * (performance.now() - start);
    };
    this.#writing = this.#writing.catch(() => undefined).then(write);
    return this.#writing;
  }
}
