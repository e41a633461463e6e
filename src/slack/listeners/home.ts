// The Home tab: what a person has open, and for managers how the jobs run, drawn when they open it.
import { cardKey } from '../../handshake/announcement.js';
import { nameOf, textOf } from '../../handshake/lead.js';
import type { Desk } from '../desk.js';
import { linkTo } from '../links.js';
import { seesJobs } from '../seeing-jobs.js';
import { homeView, type OpenLead } from '../views/home.js';

const SHOWN = 20;

async function openLeads(desk: Desk, person: string): Promise<{ open: OpenLead[]; total: number }> {
  const { handshakes } = desk.workplace.store;
  const { oldest, total } = await handshakes.openOf(person, SHOWN);
  const open = await Promise.all(
    oldest.map(async ({ id, lead, status, dueAt }): Promise<OpenLead> => {
      const facts = (await handshakes.scene(id, 0))?.facts ?? {};
      return {
        name: nameOf(facts, lead),
        company: textOf(facts, 'company.name'),
        status: status as OpenLead['status'],
        due: status === 'offered' ? dueAt : null,
        permalink: await linkTo(desk, cardKey(id)),
      };
    }),
  );
  return { open, total };
}

export async function showHome(person: string, desk: Desk): Promise<void> {
  const { jobRuns, charters } = desk.workplace.store;
  const [leads, { charter }, sees] = await Promise.all([
    openLeads(desk, person),
    charters.inForce(),
    seesJobs(desk, person),
  ]);
  const jobs = sees ? await jobRuns.latest() : null;
  await desk.client.views.publish({
    user_id: person,
    view: homeView({ ...leads, zone: charter.working.zone, jobs }),
  });
}
