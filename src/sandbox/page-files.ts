// Serving the page and the one library it uses, under a strict content security policy.
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HttpError } from './http.js';

const PAGE_FOLDER = fileURLToPath(new URL('./page', import.meta.url));
// The package does not export its package.json, and its entry for Node lies deeper than its folder.
const VENDOR_ENTRY = createRequire(import.meta.url).resolve('lit-html');
const VENDOR_FOLDER = VENDOR_ENTRY.slice(
  0,
  VENDOR_ENTRY.lastIndexOf(`${sep}lit-html${sep}`) + '/lit-html'.length,
);
const VENDOR_PREFIX = '/vendor/lit-html/';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves a file of the page, or of lit-html under `/vendor/lit-html/`. Throws a 404 HttpError. */
export async function servePage(response: ServerResponse, path: string): Promise<void> {
  const vendor = path.startsWith(VENDOR_PREFIX);
  const folder = vendor ? VENDOR_FOLDER : PAGE_FOLDER;
  // A permalink is the page too, which then goes to that message.
  const isPage = path === '/' || path.startsWith('/archives/');
  const wanted = isPage ? 'index.html' : vendor ? path.slice(VENDOR_PREFIX.length) : path.slice(1);
  const type = TYPES[extname(wanted)];
  const file = resolve(folder, wanted);
  if (!type || !file.startsWith(folder + sep)) throw notFound(path);
  const content = await readFile(file).catch(() => {
    throw notFound(path);
  });
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}

const notFound = (path: string): HttpError =>
  new HttpError(404, 'not_found', `There is nothing at ${path}. The page is at /, the Web API under /api/.`);
