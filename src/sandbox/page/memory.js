// What the browser remembers between visits: who was acted as, and up to where each person has read.

const LAST_PERSON = 'sandbox.person';
const readKey = (person) => `sandbox.read.${person}`;

/** Storage can be switched off in a browser; the page then simply forgets. */
function load(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden store costs unread marks, nothing else.
  }
}

export const lastPerson = () => load(LAST_PERSON);
export const rememberPerson = (id) => keep(LAST_PERSON, id);

/** Up to which ts a person has read a channel or a thread (`channel/ts`); '' when never. */
export function readUpTo(person, place) {
  return load(readKey(person))?.[place] ?? '';
}

/** Notes that a person has read up to a ts; going back is ignored. @returns {boolean} whether anything changed */
export function markRead(person, place, ts) {
  const marks = load(readKey(person)) ?? {};
  if ((marks[place] ?? '') >= ts) return false;
  keep(readKey(person), { ...marks, [place]: ts });
  return true;
}

const THEME = 'sandbox.theme';

/** `light` or `dark`; anything else follows the system. */
export const chosenTheme = () => load(THEME) ?? 'system';

/** Takes a theme over and keeps it. */
export function chooseTheme(theme) {
  keep(THEME, theme);
  wearTheme();
}

/** Puts the chosen theme on the page. */
export function wearTheme() {
  document.documentElement.dataset.theme = chosenTheme();
}

/** Forgets what everybody has read: after a reset the clock may stand earlier than those marks. */
export function forgetRead(people) {
  try {
    for (const person of people) localStorage.removeItem(readKey(person));
  } catch {
    // Without storage there is nothing to forget.
  }
}
