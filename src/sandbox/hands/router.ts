// The door of the hands: one line a deed; each waits until the bot has fallen silent and returns what the person sees.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import type { Desk } from '../desk.js';
import { HttpError, parseJsonObject, readBody, sendJson } from '../http.js';
import type { Json } from '../model.js';
import { see, seePeople } from '../see.js';
import { choose, click } from './act.js';
import { dismiss, join, react } from './channels.js';
import { personBy } from './find.js';
import { disconnect, planTrouble, verify } from './line.js';
import { loadOptions } from './options.js';
import { close, command, home, say, useShortcut } from './speak.js';
import { submit } from './submit.js';
import { job, moveClock, presence, reset, seeFaults, takeIn } from './world.js';

type Deed = (desk: Desk, body: Json) => Json | Promise<Json>;

const DEEDS: Record<string, Deed> = {
  choose,
  click,
  clock: moveClock,
  close,
  command,
  disconnect,
  dismiss,
  faults: planTrouble,
  home,
  intake: takeIn,
  job,
  join,
  options: loadOptions,
  presence,
  react,
  reset,
  say,
  shortcut: useShortcut,
  submit,
  verify,
};

const LOOKS: Record<string, (desk: Desk, as: string) => Json> = {
  people: (desk) => seePeople(desk),
  see: (desk, as) => see(desk, personBy(desk, as).id),
  faults: seeFaults,
  log: (desk) => ({ calls: desk.activity.calls() }),
};

/** Serves `/hands/<deed>`. */
export async function serveHands(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const name = url.pathname.slice('/hands/'.length);
  if (request.method === 'GET') return serveLook(desk, response, name, url.searchParams.get('as') ?? '');
  const deed = Object.hasOwn(DEEDS, name) ? DEEDS[name] : undefined;
  if (!deed)
    throw new HttpError(
      404,
      'unknown_deed',
      `There is no /hands/${name}. There are: ${Object.keys(DEEDS).join(', ')}.`,
    );
  if (request.method !== 'POST') throw new HttpError(405, 'use_post', `Send a POST to /hands/${name}.`);
  const body = parseJsonObject(await readBody(request));
  try {
    const result = await deed(desk, body);
    if (name !== 'faults') await desk.activity.settle();
    sendJson(response, 200, { ...seenAfter(desk, body), ...result });
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const [issue] = error.issues;
    const field = issue?.path.join('.') || 'the body';
    throw new HttpError(400, 'bad_request', `Check ${field}: ${issue?.message ?? 'it is not understood'}.`);
  }
}

/** What the acting person sees now; without a person, only the time. */
function seenAfter(desk: Desk, body: Json): Json {
  return typeof body.as === 'string'
    ? see(desk, personBy(desk, body.as).id)
    : { ok: true, now: desk.clock.now().toISOString() };
}

function serveLook(desk: Desk, response: ServerResponse, name: string, as: string): void {
  if (name === 'live') {
    desk.live.add(personBy(desk, as).id, response);
    return;
  }
  const look = Object.hasOwn(LOOKS, name) ? LOOKS[name] : undefined;
  if (look) {
    sendJson(response, 200, look(desk, as));
    return;
  }
  const known = [...Object.keys(LOOKS), 'live'].join(', ');
  throw new HttpError(404, 'unknown_look', `There is no GET /hands/${name}. There are: ${known}.`);
}
