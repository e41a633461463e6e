// One process per data folder: the embedded engine does not check, and two would destroy each other's pages.
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';

const ATTEMPTS = 5;

/** When a process started, in clock ticks, so that a recycled process id is not mistaken for the old process. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'dead' : (fields[19] ?? '');
  } catch {
    return ''; // not Linux, or gone
  }
}

function isAlive(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startedAt(pid);
  return now === '' || started === '' || now === started;
}

interface Holder {
  pid: number;
  started: string;
  port: number | null;
}

const lockFile = (folder: string): string => join(folder, 'lock');

function readHolder(folder: string): Holder | null {
  try {
    const [pid, started = '', port = ''] = readFileSync(lockFile(folder), 'utf8').split(' ');
    return { pid: Number(pid), started, port: port === '' ? null : Number(port) };
  } catch {
    return null;
  }
}

/** The live process that holds this folder, with the port it serves on once it does, or null. */
export function holderOf(folder: string): Holder | null {
  const holder = readHolder(folder);
  return holder !== null && holder.pid !== process.pid && isAlive(holder.pid, holder.started) ? holder : null;
}

/** Notes in the lock where this process can be reached on loopback. Only the holder may call it. */
export function noteAddress(folder: string, port: number): void {
  const file = openSync(lockFile(folder), 'w');
  writeSync(file, `${process.pid} ${startedAt(process.pid)} ${port}`);
  closeSync(file);
}

/** Takes the folder for this process, making it where it is missing; returns the release. Throws a UserError when it is held. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = lockFile(folder);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, `${process.pid} ${startedAt(process.pid)}`);
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(folder);
    if (holder !== null && isAlive(holder.pid, holder.started))
      throw new UserError(
        `The data folder ${folder} is in use by process ${holder.pid}. Stop that process, or set DATA_DIR to another folder.`,
      );
    // Renaming first: of two that find the same stale lock only one can take it away.
    const stale = `${path}.${process.pid}.stale`;
    try {
      renameSync(path, stale);
      rmSync(stale, { force: true });
    } catch {
      // another process was faster; try for the lock again
    }
  }
  throw new UserError(`The data folder ${folder} could not be locked. Check that this user may write there.`);
}
