// The rows that were not kept, written beside the file they came from, with the reasons: to be corrected and sent again.
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UserError } from '../../errors.js';
import { csvLine } from '../../journey/csv-line.js';
import type { CsvRow } from './rows-of-csv.js';

/** Where the rejected rows of a file go: leads.csv → leads.rejected.csv. */
const rejectsFile = (file: string): string => `${file.replace(/\.csv$/i, '')}.rejected.csv`;

/** Collects rejected rows. The file appears only when there are any, and only once the run is over. */
export class Rejects {
  count = 0;
  readonly path: string;
  readonly #part: string;
  #descriptor: number | null = null;

  constructor(
    file: string,
    private readonly header: readonly string[],
  ) {
    this.path = rejectsFile(file);
    this.#part = `${this.path}.part`;
  }

  /** Adds one row with its reasons. Throws a UserError when the file cannot be written. */
  add({ line, cells }: CsvRow, reasons: readonly string[]): void {
    this.#descriptor ??= this.#open();
    // A short row is filled up, so that the line and the reasons stand under their names.
    const padded = [...cells, ...Array<string>(Math.max(0, this.header.length - cells.length)).fill('')];
    writeSync(this.#descriptor, csvLine([...padded, String(line), reasons.join(' ')]));
    this.count += 1;
  }

  /** Puts the file in place. After a whole run without rejects it takes the one of an earlier run away instead. */
  finish(whole: boolean): void {
    if (this.#descriptor !== null) {
      closeSync(this.#descriptor);
      this.#descriptor = null;
      renameSync(this.#part, this.path);
    } else if (whole) rmSync(this.path, { force: true });
  }

  #open(): number {
    try {
      const descriptor = openSync(this.#part, 'w', 0o600);
      writeSync(descriptor, csvLine([...this.header, 'line', 'reasons']));
      return descriptor;
    } catch {
      throw new UserError(`${this.path} cannot be written. Check that this user may write in that folder.`);
    }
  }
}
