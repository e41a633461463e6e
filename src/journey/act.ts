// The one way a command reaches a handshake: load it, decide, keep; again from the start when somebody was faster.

import type { CharterVersion } from '../charter/charter.js';
import { UserError } from '../errors.js';
import { type Announcement, announce } from '../handshake/announcement.js';
import type { Assessment } from '../handshake/assessment.js';
import { evolve } from '../handshake/evolve.js';
import {
  type Command,
  decide,
  type Handshake,
  type HandshakeEvent,
  type Refusal,
} from '../handshake/handshake.js';
import { contradicted } from '../handshake/rejection.js';
import type { SpokenReasons, SpokenReply } from '../store/spoken-words.js';
import { Overtaken, type Sql, untilNotOvertaken } from '../store/sql.js';
import { nextLook } from './watch.js';
import { dayIn, type Workplace } from './workplace.js';

/** How the handshake stands afterwards, and why the command did nothing if it was refused. */
export interface Acted {
  handshake: Handshake;
  offered: Assessment;
  /** Its lead's company: see accountOf. */
  account: string | null;
  charter: CharterVersion;
  refused: Refusal | null;
}

function spoken(command: Command, offered: Assessment): { reasons?: SpokenReasons } {
  if (command.type !== 'reject' && command.type !== 'hand back') return {};
  const { reasons, rejection, by, at } = command;
  return {
    reasons: {
      ...reasons,
      nextOn: reasons.nextStep === 'recycle' ? reasons.nextOn : null,
      id: rejection,
      kind: command.type === 'reject' ? 'rejected' : 'handed_back',
      by,
      at,
      verdicts: offered.verdicts.filter(({ criterion }) => reasons.cited.includes(criterion)),
      contradicted: contradicted(reasons.cited, offered),
    },
  };
}

/** What is said of a rejection by the one event that says it. */
function replied(command: Command, events: readonly HandshakeEvent[]): { reply?: SpokenReply } {
  for (const event of events)
    switch (event.type) {
      case 'acknowledged':
      case 'fixed':
      case 'disputed':
      case 'upheld':
      case 'overturned': {
        const { type: kind, rejection, by, at } = event;
        return { reply: { kind, rejection, by, at, words: 'words' in command ? command.words : '' } };
      }
    }
  return {};
}

/** The handshake with its terms. Inside a transaction, hand that in. Throws a UserError when there is none of that id. */
export async function standing(workplace: Workplace, id: string, sql?: Sql): Promise<Omit<Acted, 'refused'>> {
  const loaded = await workplace.store.handshakes.load(id, sql);
  if (loaded === null)
    throw new UserError(
      'This lead is not known here any more. Nothing was changed; ask RevOps if that surprises you.',
    );
  return { ...loaded, charter: await workplace.store.charters.version(loaded.handshake.charterVersion, sql) };
}

/**
 * Carries out a command. What it leads to is committed when this resolves.
 * A refusal is not an error: it comes back with the handshake as it stands, so that the person can be told.
 * `alsoSay` is what is owed to people of whom the rules know nothing, besides what every such event owes.
 */
export const act = (
  workplace: Workplace,
  id: string,
  command: Command,
  alsoSay?: (after: Handshake) => Announcement[],
): Promise<Acted> =>
  untilNotOvertaken(async () =>
    carryOut(workplace, await standing(workplace, id), {
      command,
      ...(alsoSay === undefined ? {} : { alsoSay }),
    }),
  );

/** What is to be done to a handshake, inside a transaction where one is handed in. */
interface Errand {
  command: Command;
  alsoSay?: (after: Handshake) => Announcement[];
  sql?: Sql;
}

/** Carries out a command on a handshake as it was loaded. Throws Overtaken when it has moved on since. */
export async function carryOut(
  workplace: Workplace,
  loaded: Omit<Acted, 'refused'>,
  { command, alsoSay = () => [], sql }: Errand,
): Promise<Acted> {
  const { handshake: before, offered, charter } = loaded;
  const today = dayIn(charter.charter, workplace.now());
  const decision = decide(before, command, { charter: charter.charter, offered, today });
  if ('refused' in decision) return { ...loaded, refused: decision.refused };
  if (decision.events.length === 0) return { ...loaded, refused: null };
  let after = before;
  const announcements = decision.events.flatMap((event) => {
    after = evolve(after, event);
    return announce(after, event);
  });
  announcements.push(...alsoSay(after));
  const { channel, store } = workplace;
  const nextLookAt = nextLook(workplace, after, charter.charter);
  const outcome = {
    before,
    after,
    events: decision.events,
    announcements,
    channel,
    nextLookAt,
    ...spoken(command, offered),
    ...replied(command, decision.events),
  };
  if (!(await store.handshakes.keep(outcome, sql))) throw new Overtaken();
  if (announcements.length > 0) workplace.owed();
  else workplace.happened?.();
  return { ...loaded, handshake: after, refused: null };
}
