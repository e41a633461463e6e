// Olist's leads and wins by week, where the data lies beside the project.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Week } from '../../../src/funnel/methods/change.js';
import type { Begun } from '../../../src/funnel/methods/cohort.js';
import type { Tally } from '../../../src/funnel/methods/wilson.js';

const folder = resolve(import.meta.dirname, '../../../../shared/data/olist');
const leadsFile = join(folder, 'olist_marketing_qualified_leads_dataset.csv');
const winsFile = join(folder, 'olist_closed_deals_dataset.csv');

export const withoutOlist = !existsSync(leadsFile) || !existsSync(winsFile);
if (withoutOlist)
  console.warn(
    `SKIPPED: the formulas were not tried on Olist's data, because it is not in ${folder}. Put it there to try them.`,
  );

const DAY_MS = 86_400_000;

/** The first Monday of the first whole month in which wins were logged. */
const FIRST_WEEK = Date.UTC(2018, 0, 1);

const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(file, 'utf8'), { columns: true, bom: true });

const instant = (text: string | undefined): Date => new Date(`${text?.replace(' ', 'T')}Z`);

/** Every lead with the instants of first contact and of its win. */
export function olistLeads(): Begun[] {
  const wins = new Map(rowsOf(winsFile).map((win) => [win.mql_id, instant(win.won_date)]));
  return rowsOf(leadsFile).map((lead) => ({
    from: instant(`${lead.first_contact_date} 00:00:00`),
    through: wins.get(lead.mql_id) ?? null,
  }));
}

/** The same with the channel that each came from, as the data has it; an empty one is nobody's. */
export function olistOrigins(): (Begun & { origin: string })[] {
  const origins = rowsOf(leadsFile).map(({ origin }) => origin ?? '');
  return olistLeads().map((lead, place) => ({ ...lead, origin: origins[place] ?? '' }));
}

/** Leads by the week of first contact, from 2018 on, and how many of them were ever won. */
export function olistWeeks(): Week<Tally>[] {
  const weeks = new Map<number, Tally>();
  for (const { from, through } of olistLeads()) {
    const week = Math.floor((from.getTime() - FIRST_WEEK) / (7 * DAY_MS));
    const tally = weeks.get(week) ?? { hits: 0, of: 0 };
    weeks.set(week, { hits: tally.hits + (through === null ? 0 : 1), of: tally.of + 1 });
  }
  return [...weeks]
    .filter(([week]) => week >= 0)
    .sort(([one], [other]) => one - other)
    .map(([week, counted]) => ({ from: new Date(FIRST_WEEK + 7 * week * DAY_MS), counted }));
}
