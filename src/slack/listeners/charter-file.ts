// The charter as a file, both ways: sent to a person's direct messages, and read from what a person handed in.
import { charterToYaml } from '../../charter/charter-file.js';
import { messageOf, UserError } from '../../errors.js';
import { charterStanding } from '../../journey/charter-standing.js';
import type { Desk } from '../desk.js';
import type { Drawing } from '../drawing.js';
import { sendFiles, type TextFile } from '../files.js';
import { section } from '../views/block-parts.js';
import { codePages } from '../views/code-pages.js';

const said = (text: string): Drawing => ({ text, blocks: [section(text)] });

export const FILE_IS_COMING: Drawing = said(
  'The file is coming to your direct messages with Handshake. Change it, and send it back with `/charter propose`.',
);

/** The charter in force, and the open draft, since that is what a change goes into. */
async function filesOf({ workplace }: Desk): Promise<TextFile[]> {
  const { inForce, draft } = await charterStanding(workplace);
  return [
    { name: `charter-version-${inForce.version}.yml`, text: charterToYaml(inForce.charter) },
    ...(draft === null
      ? []
      : [
          {
            name: `charter-version-${draft.open.version}-draft.yml`,
            text: charterToYaml(draft.open.content),
          },
        ]),
  ];
}

/** Sends the file privately; where Slack takes no files, `answer` gets it as text, a page at a time. */
export async function sendCharterFile(
  desk: Desk,
  person: string,
  answer: (drawing: Drawing) => Promise<unknown>,
): Promise<void> {
  const files = await filesOf(desk);
  try {
    const words = 'The charter as you asked for it. `/charter propose` takes it back.';
    await sendFiles(desk, { person, words }, files);
  } catch (error) {
    desk.log.warn({ reason: messageOf(error) }, 'the charter could not be sent as a file');
    for (const page of codePages(files)) await answer(page);
  }
}

/** A charter is never longer; a file that is will not be fetched. */
const MOST_BYTES = 400_000;

/** Slack waits three seconds for the answer to a form, and judging and keeping need some of them. */
const FETCH_MS = 2_000;

const NOT_READ =
  'Slack did not hand this file over. Try again, or paste its text into the fields below instead.';

/** The text of a file that somebody handed in. Throws a UserError that says what to do instead. */
export async function handedIn({ client, log }: Desk, id: string): Promise<string> {
  try {
    const { file } = await client.files.info({ file: id });
    if (file?.url_private === undefined) throw new Error('the file has no address');
    if ((file.size ?? 0) > MOST_BYTES)
      throw new UserError('This file is too long for a charter. Choose another one.');
    const answer = await fetch(file.url_private, {
      headers: { authorization: `Bearer ${client.token}` },
      // Slack sends those who may not read a file to its sign-in page.
      redirect: 'manual',
      signal: AbortSignal.timeout(FETCH_MS),
    });
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    return await answer.text();
  } catch (error) {
    if (error instanceof UserError) throw error;
    log.warn({ reason: messageOf(error) }, 'a file that was handed in could not be read');
    throw new UserError(NOT_READ);
  }
}
