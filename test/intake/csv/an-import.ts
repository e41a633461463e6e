// Runs the import over a file written for the test, with a delivery that keeps what it was given.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../../../src/commands/import.js';
import { type Deliver, deliverHere, type RawParcel } from '../../../src/intake/keep.js';
import { aTakeIn } from '../a-door.js';

export const NOW = new Date('2026-03-03T00:00:00Z');

/** A folder of its own, and what a run of the import in it said and delivered. */
export function anImport() {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  const path = (name: string): string => join(folder, name);
  const keep = deliverHere({ takeIn: aTakeIn(), now: () => NOW });

  async function run(
    args: string[],
    over: { deliver?: Deliver; signal?: AbortSignal; isTTY?: boolean } = {},
  ) {
    const said = { out: [] as string[], err: [] as string[], progress: '' };
    const delivered: RawParcel[] = [];
    const code = await importFile(args, {
      deliver: (parcel) => {
        delivered.push(parcel);
        return (over.deliver ?? keep)(parcel);
      },
      now: () => NOW,
      out: (line) => said.out.push(line),
      err: (line) => said.err.push(line),
      progress: {
        isTTY: over.isTTY ?? false,
        write: (text) => {
          said.progress += text;
        },
      },
      ...(over.signal === undefined ? {} : { signal: over.signal }),
    });
    return { code, ...said, delivered, leads: delivered.flatMap(({ leads }) => leads) };
  }

  return {
    path,
    write: (name: string, text: string | Uint8Array): string => {
      writeFileSync(path(name), text);
      return path(name);
    },
    read: (name: string): string | null => {
      try {
        return readFileSync(path(name), 'utf8');
      } catch {
        return null;
      }
    },
    run,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
