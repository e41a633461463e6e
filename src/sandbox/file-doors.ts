// The doors of files: where bytes are handed in and fetched, and a person's file from a form.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sandboxCredentials } from './credentials.js';
import type { Desk } from './desk.js';
import { FILES_PREFIX } from './file-kinds.js';
import { FILE_BYTES_MAX } from './files.js';
import { HttpError, readBytes } from './http.js';
import type { SharedFile } from './model.js';
import { scopesOf } from './web-api/call.js';

/** What a browser may show in place; everything else is only handed out, so that no file can act as a page. */
const SHOWN_IN_PLACE = ['image/gif', 'image/jpeg', 'image/png', 'image/webp'];

/** Serves POST `/upload/v1/<ticket>`: the bytes as they are, or as the first part of a form. */
export async function serveUpload(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  ticket: string,
): Promise<void> {
  const body = await readBytes(request, FILE_BYTES_MAX + 4096);
  const bytes = await firstPart(body, request.headers['content-type'] ?? '');
  if (bytes.length > FILE_BYTES_MAX)
    throw new HttpError(413, 'too_large', 'The sandbox keeps files of up to 5 MB. Send a smaller one.');
  if (!desk.files.receive(ticket, bytes))
    throw new HttpError(404, 'not_found', 'This upload is not known. Call files.getUploadURLExternal first.');
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(`OK - ${bytes.length}`);
}

async function firstPart(body: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new HttpError(400, 'bad_form', 'The form could not be read. Send the bytes as one part of it.');
    });
  const [part = ''] = form.values();
  return typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
}

/** Serves GET `/files-pri/<team>-<file>/<name>` to the bot and to the sandbox's page; others are sent to sign in. */
export async function serveFile(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (!mayRead(desk, request)) {
    response.writeHead(302, { location: `${desk.url}/?redir=${encodeURIComponent(path)}` }).end();
    return;
  }
  const id = path.slice(FILES_PREFIX.length).split('/')[0]?.split('-').at(-1);
  const file = desk.workspace.state.files.find((f) => f.id === id);
  const bytes = file ? await desk.files.read(file.id) : undefined;
  if (!file || !bytes) throw new HttpError(404, 'file_not_found', 'This file is not there. Share it again.');
  const place = SHOWN_IN_PLACE.includes(file.mimetype) ? 'inline' : 'attachment';
  response.writeHead(200, {
    'content-type': file.mimetype,
    'content-length': bytes.length,
    'content-disposition': `${place}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
}

/** The bot by its token, people by the page they look at. */
function mayRead(desk: Desk, request: IncomingMessage): boolean {
  const bot = request.headers.authorization === `Bearer ${sandboxCredentials.botToken}`;
  return bot ? scopesOf(desk).includes('files:read') : request.headers['sec-fetch-site'] === 'same-origin';
}

/** Shares a person's file, e.g. one chosen in a form. Throws a 413 HttpError when it is too large. */
export function addFile(desk: Desk, given: { name: string; bytes: Buffer; user: string }): SharedFile {
  const { name, bytes, user } = given;
  if (bytes.length > FILE_BYTES_MAX)
    throw new HttpError(413, 'too_large', 'The sandbox keeps files of up to 5 MB. Choose a smaller one.');
  const created = Math.floor(desk.clock.now().getTime() / 1000);
  const { id, ticket } = desk.files.begin({ name, user, created });
  desk.files.receive(ticket, bytes);
  const file = desk.files.complete(id);
  if (!file) throw new Error(`the upload ${id} was forgotten while it was made`);
  desk.workspace.state.files.push(file);
  return file;
}
