// Reads a CSV file line by line, in constant memory, and tells each row's line in the file.
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, type InfoRecord, parse } from 'csv-parse';
import { ConfigError, UserError } from '../../errors.js';

/** The longest row, in characters. A quote that is never closed would otherwise swallow the file. */
const ROW_CHARACTERS = 1_000_000;

/** One row: the line it starts on, its cells as they stand, and a fault when there are too many or too few. */
export interface CsvRow {
  line: number;
  cells: string[];
  fault: string | null;
}

/** The text of a UTF-8 file, piece by piece, without a byte order mark. Throws a ConfigError where it is not UTF-8. */
async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>)
      yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError)
      throw new ConfigError(`${file} is not UTF-8. Save it as CSV in UTF-8 and run the import again.`);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new ConfigError(`There is no file ${file}. Check the path.`);
    if (code === 'EISDIR') throw new ConfigError(`${file} is a folder. Name the CSV file inside it.`);
    if (code === 'EACCES') throw new ConfigError(`${file} may not be read. Check its permissions.`);
    throw error;
  }
}

/** Reads the whole file once and keeps nothing, so that a file in another encoding is refused before anything is sent. */
export async function checkEncoding(file: string): Promise<void> {
  for await (const _ of textOf(file));
}

function toldOf(error: CsvError, file: string): UserError {
  const line = typeof error.lines === 'number' ? error.lines : 1;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
    return new UserError(
      `${file}, line ${line}: a quote is opened and never closed. Close it and run the import again.`,
    );
  return new UserError(
    `${file}, line ${line} cannot be read (${error.code}). Correct it and run the import again.`,
  );
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

async function* recordsOf(
  file: string,
  separator: string,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse({
    delimiter: separator,
    info: true,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: ROW_CHARACTERS,
  });
  // A fault of the source destroys the parser, and is thrown where its rows are read.
  pipeline(Readable.from(textOf(file)), parser, () => {});
  let surplus = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: InfoRecord }>) {
      const broken = record.reduce((sum, cell) => sum + count(cell, /\r\n|\r|\n/g), 0);
      // The parser counts a CRLF inside quotes as two lines.
      surplus += record.reduce((sum, cell) => sum + count(cell, /\r\n/g), 0);
      yield { line: info.lines - surplus - broken, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? toldOf(error, file) : error;
  }
}

/** A CSV file that was opened: its header, and its rows still to be read. */
export interface CsvFile {
  header: string[];
  rows: AsyncGenerator<CsvRow>;
}

function readHeader(cells: readonly string[], file: string): string[] {
  const header = cells.map((name) => name.trim());
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ConfigError(
      `${file} has two columns called "${twice}". Rename one of them and run the import again.`,
    );
  return header;
}

async function* rowsOf(
  records: AsyncGenerator<{ line: number; cells: string[] }>,
  width: number,
): AsyncGenerator<CsvRow> {
  for await (const { line, cells } of records)
    yield {
      line,
      cells,
      fault:
        cells.length === width
          ? null
          : `The row has ${cells.length} cells where the header has ${width}. Check it for a missing or unquoted comma.`,
    };
}

/** Opens a file. Throws a ConfigError when it cannot be read, is empty, or names a column twice. */
export async function openCsv(file: string, separator: string): Promise<CsvFile> {
  const records = recordsOf(file, separator);
  const first = await records.next();
  if (first.done === true) throw new ConfigError(`${file} is empty. Its first line must name its columns.`);
  return { header: readHeader(first.value.cells, file), rows: rowsOf(records, first.value.cells.length) };
}
