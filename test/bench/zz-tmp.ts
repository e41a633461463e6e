import pg from 'pg';
import Holidays from 'date-holidays';
const times = new Map<string, number[]>();
const orig = pg.Client.prototype.query as any;
(pg.Client.prototype as any).query = function (q: any, ...a: any[]) {
  const t = performance.now(); const p = orig.call(this, q, ...a);
  if (p?.then) p.then(() => { const k = typeof q === 'string' ? q.slice(0, 30) : q.name; times.set(k, [...(times.get(k) ?? []), performance.now() - t]); }, () => {});
  return p;
};
const { openStore } = await import('../../src/store/store.js');
const { takeIn } = await import('../../src/journey/take-in.js');
const { readLeads } = await import('../../src/intake/rows.js');
const { starterCharter } = await import('../../src/charter/starter.js');
const { holidayLookup } = await import('../../src/journey/holidays.js');
const { rowOf } = await import('../faults/sender.js');
const store = await openStore({ url: process.argv[2]! });
await store.register('T', { playground: false, channel: 'C' });
const w = store.of('T'); await w.charters.begin(starterCharter, new Date());
const workplace: any = { store: w, channel: 'C', now: () => new Date(), holidaysOf: holidayLookup(Holidays), owed() {} };
const size = Number(process.argv[3]); let n = 0; const at = new Date().toISOString();
const walls: number[] = [];
for (let i = 0; i < Number(process.argv[4]); i++) {
  const parcels = Array.from({ length: Math.ceil(size / 100) }, () => ({ delivery: { id: `d${process.pid}-${n}`, digest: 'x' }, history: false, signals: [], leads: readLeads(Array.from({ length: Math.min(size, 100) }, () => rowOf({ name: `P${process.pid}x${n++}`, mql: true }, at)), new Date()).kept }));
  const t = performance.now(); await takeIn(workplace, parcels as any); walls.push(performance.now() - t);
}
const med = (x: number[]) => x.sort((a, b) => a - b)[x.length >> 1]!.toFixed(1);
console.log('wall median', med(walls), 'rows/s', (size / Number(med(walls)) * 1000).toFixed(0));
for (const [k, v] of times) if (v.length > 3) console.log(k, v.length, med(v));
await store.close();
