// Processes of their own: started with an environment of their own, waited for until they answer, and killed.
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How much of what a child says is kept for when it fails, in characters. */
const WORDS_KEPT = 4_000;

/** Systems give outgoing connections their ports from 32,768 on. */
const LISTENING_PORTS = [20_000, 32_000] as const;

const POLL_MS = 15;
const STARTING_MOST_MS = 60_000;

export interface Child {
  pid: number;
  /** The last words of the child, for an error message. */
  words(): string;
  hasEnded(): boolean;
  /** Sends the signal and waits until the process is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** Brings dist up to date, so that `dist/main.js` is what `npm start` would start. */
export const build = (): void => void execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT });

/** Starts a file of this project, given by its path from the root, with only this environment. */
export function launch(
  script: string,
  { args = [], env, node = [] }: { args?: string[]; env: Record<string, string>; node?: string[] },
): Child {
  const reader = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const process_ = spawn(process.execPath, [...node, ...reader, script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [process_.stdout, process_.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-WORDS_KEPT);
    });
  const gone = new Promise<void>((resolve) => process_.once('exit', () => resolve()));
  const hasEnded = (): boolean => process_.exitCode !== null || process_.signalCode !== null;
  return {
    pid: process_.pid ?? -1,
    words: () => words,
    hasEnded,
    async end(signal) {
      if (!hasEnded()) process_.kill(signal);
      await gone;
    },
  };
}

/** Waits until the address answers with a success. Throws with the child's last words when it ends or takes a minute. */
export async function untilAnswers(url: string, child: Child): Promise<void> {
  const until = performance.now() + STARTING_MOST_MS;
  for (;;) {
    const ready = await fetch(url).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
    if (ready) return;
    if (child.hasEnded() || performance.now() > until)
      throw new Error(`a process did not come to answer at ${url}; its last words were:\n${child.words()}`);
    await pause(POLL_MS);
  }
}

/** A port that nobody uses at this moment, and that no outgoing connection takes while its process is started again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(...LISTENING_PORTS);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) return new Promise((resolve) => probe.close(() => resolve(port)));
  }
}
