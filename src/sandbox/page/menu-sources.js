// Where searchable menus take their options from: the workspace, the element itself, or the app that is asked as one types.

import { spotBody } from './deeds.js';
import { postHands } from './hands.js';
import { change, channelTitle, state } from './state.js';
import { bare } from './words.js';

/** A person types quicker than an app answers: it is asked when the typing pauses. */
const TYPING_PAUSE_MS = 250;
const QUERY_MIN_DEFAULT = 3;

const option = (text, value, description) => ({
  text: { type: 'plain_text', text },
  value,
  ...(description ? { description: { type: 'plain_text', text: description } } : {}),
});

const labelled = (options) => ({
  options,
  labelOf: (value) => bare(options.find((each) => each.value === value)?.text) || value,
});

/** Everybody. */
export const people = () =>
  labelled((state.directory?.people ?? []).map((each) => option(each.realName, each.id, each.title)));

const channelOptions = (fits) =>
  (state.sight?.channels ?? [])
    .filter(fits)
    .map((each) =>
      option(
        each.isDm ? channelTitle(each) : `#${each.name}`,
        each.id,
        each.isPrivate && !each.isDm ? 'Private' : '',
      ),
    );

/** Public channels. */
export const channels = () => labelled(channelOptions((each) => !each.isPrivate && !each.isDm));

/** Conversations as far as the element's filter lets them through; people stand for the direct messages with them. */
export function conversations(element) {
  const kinds = element.filter?.include ?? ['public', 'private', 'im'];
  const kindOf = (each) => (each.isDm ? 'im' : each.isPrivate ? 'private' : 'public');
  const bots = element.filter?.exclude_bot_users === true;
  const rooms = channelOptions((each) => kinds.includes(kindOf(each)) && !(bots && each.isDm));
  // The sandbox keeps no conversations among people, so only a menu for one offers them.
  const persons = kinds.includes('im') && element.type === 'conversations_select' ? people().options : [];
  return labelled([...rooms, ...persons]);
}

/** The element's own options, with the name of their group. */
export function ownOptions(element) {
  const grouped = (element.option_groups ?? []).flatMap((group) =>
    group.options.map((each) => ({ ...each, group: bare(group.label) })),
  );
  return labelled(element.option_groups ? grouped : (element.options ?? []));
}

/** What the app offered, by the field's id: `{ query, options, note }`. */
const answers = new Map();
const known = new Map();
const timers = new Map();

/** Options that the app gives for what is typed. `place` says where the element stands: `{ spot, block }`. */
export function fromApp(element, field, place) {
  const answer = answers.get(field.id);
  const min = element.min_query_length ?? QUERY_MIN_DEFAULT;
  const initial = [
    ...(element.initial_options ?? []),
    ...(element.initial_option ? [element.initial_option] : []),
  ];
  for (const each of [...initial, ...field.known]) known.set(`${field.id}/${each.value}`, bare(each.text));
  return {
    options: answer?.options ?? [],
    note: answer?.note ?? `Type at least ${min} ${min === 1 ? 'letter' : 'letters'}.`,
    labelOf: (value) => known.get(`${field.id}/${value}`) ?? value,
    find: (query) => findSoon(element, field.id, place, { query, min }),
  };
}

function findSoon(element, id, place, { query, min }) {
  clearTimeout(timers.get(id));
  if (query.trim().length < min) {
    answers.delete(id);
    return;
  }
  answers.set(id, { ...answers.get(id), query, note: 'Asking the app …' });
  timers.set(
    id,
    setTimeout(() => find(element, id, place, query), TYPING_PAUSE_MS),
  );
}

async function find(element, id, { spot, block }, query) {
  const where = spot.kind === 'modal' ? { view: true } : spotBody(spot);
  const body = { as: state.me, ...where, block_id: block.block_id, action: element.action_id, query };
  let answer;
  try {
    const { options = [], option_groups: groups = [] } = await postHands('options', body);
    const all = [...options, ...groups.flatMap((group) => group.options)];
    for (const each of all) known.set(`${id}/${each.value}`, bare(each.text));
    answer = { query, options: all, note: all.length === 0 ? 'The app has nothing for these words.' : '' };
  } catch (error) {
    answer = { query, options: [], note: error.message };
  }
  // An answer to words that have changed since is of no use.
  if (answers.get(id)?.query !== query) return;
  answers.set(id, answer);
  change();
}
