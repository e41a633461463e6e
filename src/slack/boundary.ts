// Between Bolt and our listeners: what Slack sent in plain terms, how a person is told, and the one place for errors.
import type { RespondFn, ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { UserError } from '../errors.js';
import type { Content, Drawing } from './drawing.js';
import { answerWith } from './plainer.js';

/** Somebody pressed a button or chose from a menu. `value` is what the button carries. */
export interface Press {
  person: string;
  value: string;
  trigger: string;
  /** The thread that the pressed button stands in, so that the answer is seen there. */
  thread: string | null;
  /** The modal that the pressed button stands in, or null for one in a message or on the Home tab. */
  view: ViewOutput | null;
  /** Where it was pressed: only in a message can an answer stand beside the button. */
  place: 'message' | 'modal' | 'home';
  ack(): Promise<void>;
  respond: RespondFn;
  /** Puts a modal above the one that the button stands in, or in its place where three are open already; on the Home tab it opens one. */
  push(view: ModalView): Promise<void>;
}

/** Somebody submitted a modal. The ack may carry errors or another view. */
export interface Submission {
  person: string;
  view: ViewOutput;
  ack(response?: ViewResponseAction): Promise<void>;
}

/** Somebody typed a slash command; `text` is what follows it. Without an answer the ack says nothing. */
export interface CommandCall {
  person: string;
  text: string;
  trigger: string;
  /** Slack does not say what it made of the answer: what may be refused is answered with `answerWith`. */
  ack(answer?: Content & { response_type: 'ephemeral' }): Promise<void>;
  respond: RespondFn;
}

/** Tells only the person who clicked. Called after the ack: if it fails, what was kept stays kept. */
export async function tell(press: Press, text: string): Promise<void> {
  if (press.place !== 'message') return press.push(closing(text));
  const where = press.thread === null ? {} : { thread_ts: press.thread };
  await press.respond({ response_type: 'ephemeral', replace_original: false, text, ...where });
}

/** Shows something only to the person who clicked, in the thread that they clicked in. */
export function show({ respond, thread, place, push }: Press, drawing: Drawing): Promise<void> {
  if (place !== 'message') return push(reading(drawing));
  return answerWith(respond, drawing, thread === null ? {} : { thread_ts: thread });
}

const closing = (text: string, title = 'Nothing was changed'): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: title },
  close: { type: 'plain_text', text: 'Close' },
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
});

/** A message as a modal, for where no message can be shown. */
const reading = ({ blocks, plainer = blocks }: Drawing): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Handshake' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: plainer,
});

/** Answers a submission that did nothing: the modal says why. */
export const refused = ({ ack }: Submission, text: string): Promise<void> =>
  ack({ response_action: 'update', view: closing(text) });

/** Answers a submission that did what it should: the modal says what came of it. */
export const concluded = ({ ack }: Submission, text: string): Promise<void> =>
  ack({ response_action: 'update', view: closing(text, 'Done') });

/** What a person is told when Slack did not show a modal; anything else is thrown on. */
function notShown(error: unknown): never {
  if (error instanceof WebAPIPlatformError && /trigger/.test(error.data.error))
    throw new UserError('That took longer than Slack allows. Please click again, or type the command again.');
  if (error instanceof WebAPIRateLimitedError)
    throw new UserError('Slack asks us to slow down. Please click again in a moment.');
  throw error;
}

/** Opens a modal for the person who acted. Throws a UserError when that has become too old for Slack. */
export async function openModal(
  client: WebClient,
  { trigger }: Pick<Press, 'trigger'>,
  view: ModalView,
): Promise<void> {
  await client.views.open({ trigger_id: trigger, view }).catch(notShown);
}

/** Three modals may lie upon one another; the third knows another one below it than the first. */
const isThird = ({ root_view_id, previous_view_id }: ViewOutput): boolean =>
  previous_view_id !== null && previous_view_id !== root_view_id;

/** Puts a modal above another one, or in its place. Throws a UserError when the click has become too old for Slack. */
export async function pushModal(
  client: WebClient,
  { trigger, below }: { trigger: string; below: ViewOutput },
  view: ModalView,
): Promise<void> {
  const shown = isThird(below)
    ? client.views.update({ view_id: below.id, view })
    : client.views.push({ trigger_id: trigger, view });
  await shown.catch(notShown);
}

/** PostgreSQL cancelled a statement that took too long. */
const STATEMENT_CANCELLED = '57014';

const APOLOGY =
  'Sorry, something went wrong on our side and nothing was changed. Please try again; it has been logged.';
const SLOW = 'The database is slow to answer and nothing was changed. Please try again in a moment.';

/** What a person is told of an error. Everything that is not theirs to mend is logged, by the id of the thing only. */
export function sentenceFor(error: unknown, log: Logger, id: string): string {
  if (error instanceof UserError) return error.message;
  const cause = error as { code?: unknown } | null;
  log.error({ err: error, id }, 'a listener failed');
  return cause?.code === STATEMENT_CANCELLED ? SLOW : APOLOGY;
}

/** Runs what answers a press; an error is told to the person, and an unexpected one also shows on the button. */
export async function pressed(
  press: Press,
  log: Logger,
  id: string,
  listener: () => Promise<void>,
): Promise<void> {
  try {
    await listener();
  } catch (error) {
    const sentence = sentenceFor(error, log, id);
    if (error instanceof UserError) await press.ack();
    await tell(press, sentence).catch((failure) =>
      log.warn({ err: failure, id }, 'the person could not be told'),
    );
    if (!(error instanceof UserError)) throw error;
  }
}

/** Runs what answers a submission; an error is shown in the modal, so that nothing typed is lost without a word. */
export async function submitted(
  submission: Submission,
  log: Logger,
  id: string,
  listener: () => Promise<void>,
): Promise<void> {
  try {
    await listener();
  } catch (error) {
    await refused(submission, sentenceFor(error, log, id));
  }
}

/** Runs what answers a command; an error is the answer. */
export async function called(
  call: CommandCall,
  log: Logger,
  id: string,
  listener: (call: CommandCall) => Promise<void>,
): Promise<void> {
  let acked = false;
  const noted: CommandCall = {
    ...call,
    ack: (answer) => {
      acked = true;
      return call.ack(answer);
    },
  };
  try {
    await listener(noted);
  } catch (error) {
    const answer = { response_type: 'ephemeral', text: sentenceFor(error, log, id), blocks: [] } as const;
    // What takes long acks first: then its answer, and so its error, goes to the address that came along.
    await (acked ? call.respond(answer) : call.ack({ ...answer, blocks: [] }));
  }
}
