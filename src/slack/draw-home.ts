// Draws somebody's Home tab from today's state: what is theirs, and what their roles let them see.
import { cardKey } from '../handshake/announcement.js';
import type { PersonId } from '../handshake/handshake.js';
import { charterStanding } from '../journey/charter-standing.js';
import { type HomeFigures, homeFigures } from '../journey/home.js';
import { allowed } from '../journey/roles.js';
import { actorOf, sceneOf } from './desk.js';
import type { DrawingDesk, Drawn } from './drawing.js';
import { linkTo } from './links.js';
import { seesJobs } from './seeing-jobs.js';
import { type HomeScene, homeDrawing } from './views/home.js';

const CHANNEL = /^home:([UW][A-Z0-9]+)$/;

/** Whose Home tab a message row stands for; null when it is a message in a channel. */
export const viewerOf = (channel: string): PersonId | null => CHANNEL.exec(channel)?.[1] ?? null;

/** Open leads a page: each takes two blocks and a few buttons. */
const PER_PAGE = 6;

async function openLeads(desk: DrawingDesk, person: PersonId, page: number): Promise<HomeScene['open']> {
  const { handshakes } = desk.workplace.store;
  const { oldest, total } = await handshakes.openOf(person, { skip: page * PER_PAGE, most: PER_PAGE });
  // Leads that were answered since may have emptied the page that somebody was on.
  if (oldest.length === 0 && page > 0) return openLeads(desk, person, 0);
  const leads = await Promise.all(
    oldest.map(async ({ id }) => ({
      scene: await sceneOf(desk.workplace, id),
      permalink: await linkTo(desk, cardKey(id)),
    })),
  );
  return { leads, total, page, perPage: PER_PAGE };
}

/** What the tab of this person should show now. */
export async function drawHome({ channel }: { channel: string }, desk: DrawingDesk): Promise<Drawn> {
  const person = viewerOf(channel);
  if (person === null) throw new Error('this is not the row of a Home tab');
  const { workplace } = desk;
  const { store } = workplace;
  const [actor, choice, { charter }] = await Promise.all([
    actorOf(desk, person),
    store.homes.choiceOf(person),
    store.charters.inForce(),
  ]);
  const [open, reads, answers, manages] = await Promise.all([
    openLeads(desk, person, choice.page),
    allowed(workplace, 'read leads', { actor }),
    allowed(workplace, 'answer a rejection', { actor }),
    seesJobs(desk, person),
  ]);
  const markets = reads === true && (answers === true || manages);
  const figures = await homeFigures(workplace, { person, choice, markets, manages });
  const scene: HomeScene = {
    zone: charter.working.zone,
    isGuest: actor.isGuest && reads !== true,
    open,
    own: figures.own,
    marketing: markets ? await marketingScene(desk, figures) : null,
    manager: manages ? await managerScene(desk, choice, figures) : null,
  };
  return { drawing: homeDrawing(scene), at: workplace.now(), worthPostingAnew: false, also: [] };
}

/** Rejections listed: the oldest wait longest. */
const UNREPLIED_SHOWN = 6;

async function marketingScene(
  desk: DrawingDesk,
  { reasons }: HomeFigures,
): Promise<NonNullable<HomeScene['marketing']>> {
  const { workplace } = desk;
  const { first: oldest, total } = await workplace.store.rejections.unanswered(
    workplace.now(),
    UNREPLIED_SHOWN,
  );
  const unreplied = await Promise.all(
    oldest.map(async ({ rejection, handshake }) => {
      const [scene, told, permalink] = await Promise.all([
        sceneOf(workplace, handshake),
        workplace.store.rejections.told(handshake, rejection),
        linkTo(desk, `reason:${rejection}`),
      ]);
      return told === null ? [] : [{ scene, told, permalink }];
    }),
  );
  return { unreplied: unreplied.flat(), total, reasons };
}

async function managerScene(
  { workplace }: DrawingDesk,
  choice: NonNullable<HomeScene['manager']>['choice'],
  { sections, segments }: HomeFigures,
): Promise<NonNullable<HomeScene['manager']>> {
  const { jobRuns, unplaced } = workplace.store;
  const [standing, jobs, line] = await Promise.all([
    charterStanding(workplace),
    jobRuns.latest(),
    unplaced.line(),
  ]);
  return { choice, segments, sections, standing, jobs, line };
}
