// `/funnel away`: who is on leave and when, by words or by a modal, for oneself and by managers for others.
import type { PersonId } from '../../handshake/handshake.js';
import { type AwayRefusal, backEarly, callOff, daysAway, setAway, whoIsAway } from '../../journey/away.js';
import { dayIn } from '../../journey/workplace.js';
import { readAway } from '../away-words.js';
import { type CommandCall, concluded, openModal, refused, type Submission } from '../boundary.js';
import { actorOf, type Desk, mayDo } from '../desk.js';
import { type Drawing, ephemeral } from '../drawing.js';
import { admit } from '../gate.js';
import {
  awayEnded,
  awayErrors,
  awayList,
  awayModal,
  awayNoted,
  awayUsage,
  readAwayForm,
} from '../views/away-views.js';

const charterOf = async ({ workplace }: Desk) => (await workplace.store.charters.inForce()).charter;

function refusalWords(why: AwayRefusal): string {
  switch (why.kind) {
    case 'not permitted':
      return why.sentence;
    case 'over already':
      return 'These days are over already. Name days that are still to come.';
    case 'ends before it begins':
      return 'The last day lies before the first. Name the first day first.';
  }
}

/** Notes a leave by its days; what was noted, or why not. */
async function note(
  desk: Desk,
  of: { reader: PersonId; person: PersonId; from: string; until: string },
): Promise<{ noted: Drawing } | { why: AwayRefusal }> {
  const { workplace } = desk;
  const { reader, person, ...days } = of;
  if (days.until < days.from) return { why: { kind: 'ends before it begins' } };
  const leave = await daysAway(workplace, days);
  const open = (await workplace.store.handshakes.idsOpenOf(person)).length;
  const why = await setAway(workplace, { by: await actorOf(desk, reader), person, ...leave });
  if (why !== null) return { why };
  const { zone } = (await charterOf(desk)).working;
  return { noted: awayNoted({ person, reader, leave, open, now: workplace.now(), zone }) };
}

async function ask(call: CommandCall, desk: Desk): Promise<void> {
  const others = (await mayDo(desk, 'note a leave', { person: call.person })) === true;
  const today = dayIn(await charterOf(desk), desk.workplace.now());
  await openModal(desk.client, call, awayModal({ reader: call.person, today, others }));
  return call.ack();
}

async function list(desk: Desk, reader: PersonId): Promise<Drawing> {
  await admit(desk, 'read leads', { person: reader });
  const { zone } = (await charterOf(desk)).working;
  return awayList(await whoIsAway(desk.workplace), desk.workplace.now(), zone);
}

/** `/funnel away`. */
export async function awayWord(call: CommandCall, desk: Desk, words: string): Promise<void> {
  const reader = call.person;
  const { workplace } = desk;
  const wish = readAway(words, dayIn(await charterOf(desk), workplace.now()));
  switch (wish.kind) {
    case 'ask':
      return ask(call, desk);
    case 'help':
      return call.ack(ephemeral(awayUsage()));
    case 'not understood':
      return call.ack(ephemeral(awayUsage(wish.words)));
    case 'list':
      return call.ack(ephemeral(await list(desk, reader)));
    case 'away': {
      const came = await note(desk, { ...wish, reader, person: wish.person ?? reader });
      const text = 'why' in came ? refusalWords(came.why) : null;
      return call.ack(ephemeral('noted' in came ? came.noted : { text: text ?? '', blocks: [] }));
    }
    case 'back':
    case 'cancel': {
      const person = wish.person ?? reader;
      const end = wish.kind === 'back' ? backEarly : callOff;
      const came = await end(workplace, { by: await actorOf(desk, reader), person });
      return call.ack(
        ephemeral(
          came.refused === null
            ? awayEnded({ kind: wish.kind, own: person === reader, person, ended: came.ended })
            : { text: refusalWords(came.refused), blocks: [] },
        ),
      );
    }
  }
}

export async function submitAway(submission: Submission, desk: Desk): Promise<void> {
  const reader = submission.person;
  const { person, from, until } = readAwayForm(submission.view.state.values);
  const came = await note(desk, { reader, person: person ?? reader, from, until });
  if ('noted' in came) return concluded(submission, came.noted.text);
  if (came.why.kind === 'not permitted') return refused(submission, refusalWords(came.why));
  return submission.ack({ response_action: 'errors', errors: awayErrors(refusalWords(came.why)) });
}
