// Puts the last days of a season into the sandbox's channel: every message where it stood, drawn as it stands today.
import { draw } from '../../slack/draw.js';
import type { DrawingDesk } from '../../slack/drawing.js';
import { EVENT_TYPE } from '../../slack/reconcile.js';
import type { Shown } from './write-season.js';

/** Slack's clock while the past is posted: a message gets the instant at which it is. */
export interface SlackClock {
  standAt(instant: Date | null): void;
}

/**
 * Posts the messages, the oldest first. The desk's workplace is that of the season's end. One whose thread or state has nothing
 * to say is left out, and stays owed.
 */
export async function postSeason(
  shown: readonly Shown[],
  desk: DrawingDesk,
  clock: SlackClock,
): Promise<void> {
  const { workplace, client } = desk;
  const { channel, store } = workplace;
  const places = new Map<string, string>();
  try {
    for (const { key, kind, handshake, thread, at } of shown) {
      const threadTs = thread === null ? null : (places.get(thread) ?? null);
      if (thread !== null && threadTs === null) continue;
      const { drawing } = await draw(
        { ...unsent, key, kind, handshakeId: handshake, channel, threadTs },
        desk,
      );
      if (drawing === null || drawing === 'later') continue;
      clock.standAt(new Date(at));
      const deliveryId = `season-${key}`;
      const { ts } = await client.chat.postMessage({
        channel,
        ...drawing,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        metadata: { event_type: EVENT_TYPE, event_payload: { key, delivery_id: deliveryId } },
      });
      if (ts === undefined) throw new Error('the sandbox did not say where a message stands');
      places.set(key, ts);
      await store.wholePasts.posted(key, ts, deliveryId);
    }
  } finally {
    clock.standAt(null);
  }
}

/** What a message row holds before anybody has tried to send it. */
const unsent = {
  ts: null,
  wanted: 1,
  attempts: 0,
  deliveryId: '',
  doubtedSince: null,
  missedReads: 0,
  lease: '',
} as const;
