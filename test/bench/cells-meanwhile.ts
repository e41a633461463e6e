// What a click waits for on the embedded engine while somebody reads all of history: both share one connection.
import { setTimeout as pause } from 'node:timers/promises';
import { act } from '../../src/journey/act.js';
import { diagnose } from '../../src/journey/diagnose.js';
import { homeFigures } from '../../src/journey/home.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { embedded } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, type Place } from '../journey/a-workplace.js';
import { timed } from './cells-database.js';
import { fillCells } from './cells-fill.js';
import { countAll, FROM, NOW, shownTo, template } from './cells-size.js';
import { median } from './figures.js';

const CLICKS = 400;
const BETWEEN_CLICKS_MS = 20;

/** Milliseconds: what was read, and what clicks on Accept took while nothing else went on and meanwhile. */
export interface Meanwhile {
  size: number;
  readMs: number;
  alone: { clicks: number; median: number; longest: number };
  meanwhile: { clicks: number; median: number; longest: number };
}

async function fill(place: Place, workplace: Workplace, size: number): Promise<void> {
  // There is one connection: a client of its own would keep everybody else away from it.
  const { bulk } = place.database;
  const offered = await template(bulk, workplace);
  await fillCells(bulk, { workspace: workplace.store.workspace, size, from: FROM, offered }, () => {});
  await countAll(workplace);
}

/** Clicks on Accept, one after the other, until told to stop; returns what each took in ms. */
async function click(workplace: Workplace, ids: string[], goOn: () => boolean): Promise<number[]> {
  const took: number[] = [];
  while (goOn()) {
    const id = ids.pop();
    if (id === undefined) break;
    const accept = { type: 'accept', by: 'UDANA', at: NOW.toISOString() } as const;
    took.push((await timed(() => act(workplace, id, accept))).ms);
    await pause(BETWEEN_CLICKS_MS);
  }
  return took;
}

const told = (took: number[]): Meanwhile['alone'] => ({
  clicks: took.length,
  median: median(took),
  longest: Math.max(...took),
});

/** Fills the embedded engine with so many handshakes; clicks alone, and then while the diagnosis and Home are read. */
export async function clicksMeanwhile(size: number): Promise<Meanwhile> {
  const place = await aPlace(embedded);
  try {
    const workplace = await place.workplace({ now: () => NOW });
    await fill(place, workplace, size);
    const leads = Array.from({ length: CLICKS }, (_, n) => anIncomingLead(`click-${n}`));
    await takeIn(workplace, [aParcel({ leads })]);
    const { rows } = await place.database.bulk.query<{ id: string }>('SELECT id FROM handshake WHERE open');
    const ids = rows.map(({ id }) => id);
    let left = CLICKS / 4;
    const alone = await click(workplace, ids, () => left-- > 0);
    let reading = true;
    const clicking = click(workplace, ids, () => reading);
    const { ms: readMs } = await timed(async () => {
      await diagnose(workplace, shownTo.review);
      await homeFigures(workplace, shownTo.viewer);
    });
    reading = false;
    return { size, readMs, alone: told(alone), meanwhile: told(await clicking) };
  } finally {
    await place.close();
  }
}
