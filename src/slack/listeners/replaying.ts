// Trying a draft on the past: the period is asked for, the modal shows how far it is, and the result can be shared.
import { setTimeout as pause } from 'node:timers/promises';
import { WebAPIPlatformError } from '@slack/web-api';
import { UserError } from '../../errors.js';
import { replayDraft } from '../../journey/replay.js';
import { openModal, type Press, refused, type Submission } from '../boundary.js';
import type { Desk } from '../desk.js';
import { EVENT_TYPE } from '../reconcile.js';
import { outcomeOf } from '../send-outcome.js';
import { amendRefusalText } from '../views/amend-refusals.js';
import {
  progressModal,
  readPeriod,
  replayFailed,
  resultModal,
  sharedModal,
  sharedReplay,
  tryModal,
  versionTried,
} from '../views/replay-views.js';

/** How often the modal shows how far it is, in real milliseconds. */
const SHOWN_EVERY_MS = 1_000;

/** Slack may carry out the answer to a submission a moment after a change of the modal that was made later. */
const SETTLE_MS = 400;

export async function openTry(press: Press, desk: Desk): Promise<void> {
  const version = Number(press.value);
  const draft = await desk.workplace.store.drafts.load(version);
  if (draft?.status !== 'open') throw new UserError(amendRefusalText({ kind: 'not open' }));
  await openModal(desk.client, press, tryModal(version));
  await press.ack();
}

/** A modal that is redrawn while work goes on, and tells when nobody looks at it any more. */
class Screen {
  readonly closed = new AbortController();
  #shownAt = 0;
  #drawing: Promise<void> = Promise.resolve();

  constructor(
    private readonly desk: Desk,
    private readonly id: string,
  ) {}

  /** Shows this, after whatever is being shown. */
  show(view: ReturnType<typeof progressModal>): Promise<void> {
    this.#shownAt = performance.now();
    this.#drawing = this.#drawing.then(async () => {
      try {
        await this.desk.client.views.update({ view_id: this.id, view });
      } catch (error) {
        if (error instanceof WebAPIPlatformError && error.data.error === 'not_found') this.closed.abort();
        else this.desk.log.warn({ err: error }, 'a modal could not be drawn again');
      }
    });
    return this.#drawing;
  }

  /** Shows this unless something was shown just now. */
  glance(view: () => ReturnType<typeof progressModal>): void {
    if (performance.now() - this.#shownAt >= SHOWN_EVERY_MS) void this.show(view());
  }
}

export async function submitTry(submission: Submission, desk: Desk): Promise<void> {
  const { workplace, leaving, log } = desk;
  const version = versionTried(submission.view);
  const { words, ...period } = readPeriod(submission.view.state.values, workplace.now());
  const draft = await workplace.store.drafts.load(version);
  if (draft?.status !== 'open') return refused(submission, amendRefusalText({ kind: 'not open' }));
  const inForce = await workplace.store.charters.inForce();
  await submission.ack({ response_action: 'update', view: progressModal(version, 0) });
  const screen = new Screen(desk, submission.view.id);
  try {
    await pause(SETTLE_MS);
    const replay = await replayDraft(workplace, {
      draft: draft.content,
      period,
      onProgress: (share) => screen.glance(() => progressModal(version, share)),
      signal: AbortSignal.any([leaving, screen.closed.signal]),
    });
    const { zone } = inForce.charter.working;
    await screen.show(resultModal({ version, inForce: inForce.version, words, zone, replay }));
  } catch (error) {
    if (screen.closed.signal.aborted) return;
    if (!leaving.aborted) log.error({ err: error, version }, 'a draft could not be tried on the past');
    await screen.show(
      replayFailed(
        version,
        'Sorry, this did not come to its end, and nothing was changed. Please try it again.',
      ),
    );
  }
}

/** Throws what the person is told when the result is not, or not surely, in the thread. */
function notShared(error: unknown): never {
  const { kind } = outcomeOf(error);
  if (kind === 'unknown')
    throw new UserError(
      'Slack did not say whether it arrived. Look in the thread before you share it again.',
    );
  if (kind === 'slow down')
    throw new UserError('Slack asks us to slow down. Please share it again in a moment.');
  if (kind === 'gone')
    throw new UserError("The draft's message was deleted, so there is no thread to share it in.");
  throw error;
}

/** What the person sees goes into the thread, as they saw it: it is their message, and they see whether it came. */
export async function shareReplay(press: Press, { workplace, client }: Desk): Promise<void> {
  const version = Number(press.value);
  const { view, person } = press;
  const place = await workplace.store.messages.placeOf(`charter:${version}`);
  if (view === null || place === null)
    throw new UserError('The draft is not in the channel yet. Please share this again in a moment.');
  const { channel, ts } = place;
  await client.chat
    .postMessage({
      channel,
      thread_ts: ts,
      ...sharedReplay(view, { version, by: person }),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENT_TYPE, event_payload: { key: `charter_replay:${version}` } },
    })
    .catch(notShared);
  await press.ack();
  await client.views.update({ view_id: view.id, view: sharedModal(view, version) });
}
