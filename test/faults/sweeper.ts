// A process that does nothing but sweep nudges, by a clock that runs faster than the real one, until it is killed.
import Holidays from 'date-holidays';
import { holidayLookup } from '../../src/journey/holidays.js';
import { nudge } from '../../src/journey/nudge.js';
import { openDatabase } from '../../src/store/open-database.js';
import { storeOf } from '../../src/store/store.js';
import { fastClock } from './fast-clock.js';

const [url = '', workspace = '', begun = ''] = process.argv.slice(2);
const database = await openDatabase({ url });
const workplace = {
  store: storeOf(database, workspace),
  channel: 'CHANDSHAKE',
  now: fastClock(Number(begun)),
  holidaysOf: holidayLookup(Holidays),
  owed() {},
};
process.stdout.write('sweeping\n');
for (;;) await nudge(workplace);
