// What kinds of files there are, and the addresses under which files are handed in and fetched.
import { extname } from 'node:path';

/** The part of the address under which bytes are handed in. */
export const UPLOAD_PREFIX = '/upload/v1/';
/** The part of the address under which files are fetched. */
export const FILES_PREFIX = '/files-pri/';

const MIMETYPES: Record<string, string> = {
  csv: 'text/csv',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  webp: 'image/webp',
};

/** A file's type in Slack's sense: its extension. */
export const filetypeOf = (name: string): string => extname(name).slice(1).toLowerCase() || 'binary';

export const mimetypeOf = (name: string): string => MIMETYPES[filetypeOf(name)] ?? 'application/octet-stream';
