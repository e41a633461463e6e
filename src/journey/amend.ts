// Amend: propose a charter, change the draft, sign, decline or withdraw it; the second signature brings it into force.
import {
  type Command,
  type Decision,
  decideAmendment,
  decideProposal,
  type Naming,
  namings,
} from '../charter/amendment.js';
import type { Charter } from '../charter/charter.js';
import type { Draft } from '../charter/draft.js';
import {
  type Actor,
  type Deed,
  leadersOf,
  permitted,
  type Roles,
  rolesUnder,
  type Side,
  sides,
} from '../charter/roles.js';
import type { Sql } from '../store/sql.js';
import { type Amended, amending, barred, type Ground, keepEvents, refuse, underForce } from './amending.js';
import { textOf } from './charter-text.js';
import type { Workplace } from './workplace.js';

/** What a person had before them: a version, and the revision of its text; 0 is the text of a version in force. */
export interface Seen {
  version: number;
  revision: number;
}

/** A leader names only who leads their own side: whoever named both could bring a charter into force alone. */
function mayName(actor: Actor, ground: Ground): readonly Naming[] {
  const roles = underForce(ground);
  if (permitted('name leaders', actor, { roles }) === true) return namings;
  const own = sides.filter((side) => leadersOf(roles)[side].includes(actor.id));
  return own.length === 0 ? [] : [...own, 'review'];
}

/** Proposes a draft drawn from version `base`, the one in force when its proposer read it. One is open at a time. */
export function propose(
  workplace: Workplace,
  of: { by: Actor; base: number; charter: Charter; why: string },
): Promise<Amended> {
  const text = textOf(of.charter);
  const { by, base, why } = of;
  const { charters, drafts } = workplace.store;
  return amending(workplace, async (ground) => {
    const { sql, inForce } = ground;
    const refused = barred('propose a charter', by, { roles: underForce(ground) });
    if (refused !== null) return refuse(null, refused);
    const open = await drafts.open(sql);
    if (open !== null) {
      const again = open.proposed.by === by.id && open.base === base && open.hash === text.hash;
      return again ? { draft: open, refused: null } : refuse(open, { kind: 'open already' });
    }
    const known = (await charters.spans(sql)).some(({ version }) => version === base);
    const decision = decideProposal(
      {
        ...text,
        by: by.id,
        at: workplace.now().toISOString(),
        version: await drafts.nextVersion(sql),
        base,
        why,
      },
      {
        inForce,
        leaders: leadersOf(underForce(ground)),
        mayName: mayName(by, ground),
        seen: known ? (await charters.version(base, sql)).charter : null,
      },
    );
    if ('refused' in decision) return refuse(null, decision.refused);
    return { draft: await keepEvents(workplace, sql, null, decision.events), refused: null };
  });
}

/** What a verb about one draft wants: who, which draft, and how to judge and carry it out. */
interface Wanted {
  by: Actor;
  version: number;
  deed: Deed;
  command: Command;
}

/** The text behind what the person had before them, when that is not what stands. */
function seenBy(
  { drafts }: Workplace['store'],
  sql: Sql,
  draft: Draft,
  command: Command,
): Promise<Charter | null> | null {
  if (command.type === 'edit' && command.revision !== draft.revision)
    return drafts.seen(sql, draft.version, { revision: command.revision });
  if (command.type === 'sign' && command.hash !== draft.hash)
    return drafts.seen(sql, draft.version, { hash: command.hash });
  return null;
}

/** Whose roles judge a deed: signing goes by the people whom the draft names, everything else by those in force. */
const rolesFor = (deed: Deed, draft: Draft, ground: Ground): Roles =>
  deed === 'sign a charter' ? rolesUnder(ground.roles, draft.content) : underForce(ground);

async function decided(
  { store }: Workplace,
  { by, command }: Wanted,
  draft: Draft,
  ground: Ground,
): Promise<Decision> {
  return decideAmendment(draft, command, {
    inForce: ground.inForce,
    leaders: leadersOf(rolesUnder(ground.roles, draft.content)),
    mayName: mayName(by, ground),
    seen: await seenBy(store, ground.sql, draft, command),
  });
}

/** The version that ends hands over to its successor, and the successor is in force, in the same transaction. */
async function handOver(workplace: Workplace, sql: Sql, draft: Draft, at: string): Promise<void> {
  const { charters, drafts } = workplace.store;
  const { base: ended, version, content: charter } = draft;
  await charters.succeed(sql, { ended, version, charter }, new Date(at));
  const predecessor = await drafts.load(ended, sql);
  if (predecessor === null) return; // version 1 never was a draft
  await keepEvents(workplace, sql, predecessor, [{ type: 'superseded', by: null, at, successor: version }]);
}

async function commanded(workplace: Workplace, wanted: Wanted): Promise<Amended> {
  let inForce = false;
  const amended = await amending(workplace, async (ground) => {
    inForce = false;
    const { sql } = ground;
    const draft = await workplace.store.drafts.load(wanted.version, sql);
    if (draft === null) return refuse(null, { kind: 'no such draft' });
    const { by, deed, command } = wanted;
    const roles = rolesFor(deed, draft, ground);
    const refused = barred(deed, by, { roles, own: draft.proposed.by === by.id });
    if (refused !== null) return refuse(draft, refused);
    const decision = await decided(workplace, wanted, draft, ground);
    if ('refused' in decision) return refuse(draft, decision.refused);
    const after = await keepEvents(workplace, sql, draft, decision.events);
    inForce = decision.events.some(({ type }) => type === 'came_into_force');
    if (inForce) await handOver(workplace, sql, draft, command.at);
    return { draft: after, refused: null };
  });
  if (inForce) workplace.follow?.('charter');
  return amended;
}

const stamp = (workplace: Workplace, by: Actor) => ({ by: by.id, at: workplace.now().toISOString() });

/** Changes the open draft to a whole new text, made from its revision `revision`. Every signature is void then. */
export const editDraft = (
  workplace: Workplace,
  of: { by: Actor; version: number; revision: number; charter: Charter; why: string },
): Promise<Amended> =>
  commanded(workplace, {
    by: of.by,
    version: of.version,
    deed: 'propose a charter',
    command: {
      ...stamp(workplace, of.by),
      ...textOf(of.charter),
      type: 'edit',
      revision: of.revision,
      why: of.why,
    },
  });

/** Takes a whole charter, as from a file: a proposal where the person had a version in force before them, else an edit. */
export function importDraft(
  workplace: Workplace,
  of: { by: Actor; seen: Seen; charter: Charter; why: string },
): Promise<Amended> {
  const { seen, ...rest } = of;
  return seen.revision === 0
    ? propose(workplace, { ...rest, base: seen.version })
    : editDraft(workplace, { ...rest, ...seen });
}

/** Signs for one side the text with this hash. The second side's signature brings the draft into force. */
export const signDraft = (
  workplace: Workplace,
  of: { by: Actor; version: number; side: Side; hash: string },
): Promise<Amended> =>
  commanded(workplace, {
    by: of.by,
    version: of.version,
    deed: 'sign a charter',
    command: { ...stamp(workplace, of.by), type: 'sign', side: of.side, hash: of.hash },
  });

/** Closes the draft with a reason; only those who may sign may decline. */
export const declineDraft = (
  workplace: Workplace,
  of: { by: Actor; version: number; reason: string },
): Promise<Amended> =>
  commanded(workplace, {
    by: of.by,
    version: of.version,
    deed: 'sign a charter',
    command: { ...stamp(workplace, of.by), type: 'decline', reason: of.reason },
  });

/** Takes the draft back, by whoever proposed it or owns the charter. */
export const withdrawDraft = (workplace: Workplace, of: { by: Actor; version: number }): Promise<Amended> =>
  commanded(workplace, {
    by: of.by,
    version: of.version,
    deed: 'withdraw a draft',
    command: { ...stamp(workplace, of.by), type: 'withdraw' },
  });
