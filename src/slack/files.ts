// Files that somebody asked for, sent to their direct messages.
import type { Desk } from './desk.js';
import { conversationOf } from './direct-messages.js';

/** A file to send: its name, and what is in it. */
export interface TextFile {
  name: string;
  text: string;
}

const CALL_MS = 10_000;

async function uploaded({ client }: Desk, { name, text }: TextFile): Promise<{ id: string; title: string }> {
  const bytes = Buffer.from(text);
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename: name,
    length: bytes.length,
  });
  if (upload_url === undefined || file_id === undefined) throw new Error('Slack gave no place for the file');
  const answer = await fetch(upload_url, {
    method: 'POST',
    body: bytes,
    signal: AbortSignal.timeout(CALL_MS),
  });
  if (!answer.ok) throw new Error(`Slack did not take the file (HTTP ${answer.status})`);
  return { id: file_id, title: name };
}

/** Sends files to a person with a few words; rejects when Slack does not take them. */
export async function sendFiles(
  desk: Desk,
  to: { person: string; words: string },
  files: readonly TextFile[],
): Promise<void> {
  const [first, ...others] = await Promise.all(files.map((file) => uploaded(desk, file)));
  if (first === undefined) return;
  await desk.client.files.completeUploadExternal({
    files: [first, ...others],
    channel_id: await conversationOf(desk.client, to.person),
    initial_comment: to.words,
  });
}
