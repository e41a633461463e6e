// Files that a person chooses in a form: checked as Slack's client would, kept, and entered under the input.
import { extname } from 'node:path';
import { z } from 'zod';
import type { Desk } from '../desk.js';
import { addFile } from '../file-doors.js';
import { HttpError } from '../http.js';
import type { Element, Json } from '../model.js';
import { presentFile } from '../web-api/present.js';

/** Slack's number of files in one input that does not say otherwise. */
const FILES_MAX = 10;

/** A file as a program or the page hands it in: `content` in base64. */
export const givenFile = z.strictObject({ name: z.string().min(1).max(255), content: z.base64() });
export type GivenFile = z.infer<typeof givenFile>;

/** The entry of a file input with these files in it. Throws a 400 or 413 HttpError for too many, too large, or a wrong kind. */
export function fileEntry(desk: Desk, as: string, element: Element, given: readonly GivenFile[]): Json {
  const { action_id: name, max_files: max, filetypes } = element;
  const most = typeof max === 'number' ? max : FILES_MAX;
  if (given.length > most)
    throw new HttpError(400, 'too_many_values', `"${name}" takes at most ${most} files. Give fewer.`);
  const kinds = Array.isArray(filetypes) ? filetypes.map(String) : [];
  const wrong = given.find(
    (file) => kinds.length > 0 && !kinds.includes(extname(file.name).slice(1).toLowerCase()),
  );
  if (wrong !== undefined)
    throw new HttpError(
      400,
      'wrong_file_type',
      `"${name}" takes files of these kinds: ${kinds.join(', ')}. Choose one.`,
    );
  const files = given.map(({ name, content }) =>
    presentFile(desk.workspace, addFile(desk, { name, bytes: Buffer.from(content, 'base64'), user: as })),
  );
  return { type: element.type, files };
}
