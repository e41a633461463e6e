// The Home tab: what a person has open, drawn when they open it.
import { nameOf, textOf } from '../../handshake/lead.js';
import type { Desk } from '../desk.js';
import { homeView } from '../views/home.js';

const SHOWN = 20;

export async function showHome(person: string, { workplace, client }: Desk): Promise<void> {
  const { handshakes, charters } = workplace.store;
  const [{ oldest, total }, { charter }] = await Promise.all([
    handshakes.openOf(person, SHOWN),
    charters.inForce(),
  ]);
  const leads = await Promise.all(
    oldest.map(async ({ id, lead, status, dueAt }) => {
      const facts = (await handshakes.scene(id, 0))?.facts ?? {};
      const due = status === 'offered' ? dueAt : null;
      return {
        name: nameOf(facts, lead),
        company: textOf(facts, 'company.name'),
        status: status as 'offered' | 'accepted',
        due,
      };
    }),
  );
  await client.views.publish({
    user_id: person,
    view: homeView({ open: leads, zone: charter.working.zone, total }),
  });
}
