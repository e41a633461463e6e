// Menus made of <details>: arrows walk through them, Escape and leaving close them.

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** The keys of a menu: arrows go round its entries, Home and End to the first and last, Escape closes it. */
export function menuKeys(event) {
  closeOnEscape(event);
  const menu = event.currentTarget;
  const entries = [...menu.querySelectorAll('ul button')];
  if (!menu.open || entries.length === 0) return;
  const at = entries.indexOf(document.activeElement);
  const to = { Home: 0, End: entries.length - 1 }[event.key] ?? walked(at, STEPS[event.key], entries.length);
  if (to === undefined) return;
  event.preventDefault();
  entries[to].focus();
}

/** A row of tools is one stop of the Tab key; arrows go along it. */
export function toolbarKeys(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const tools = [...event.currentTarget.querySelectorAll(':scope > button, :scope > details > summary')];
  if (step === undefined || !tools.includes(event.target)) return;
  event.preventDefault();
  tools[tools.indexOf(event.target) + step]?.focus();
}

function walked(at, step, count) {
  if (step === undefined) return undefined;
  return at === -1 ? (step === 1 ? 0 : count - 1) : (at + step + count) % count;
}

/** Closes the menu on Escape and puts the focus back on what opened it. */
function closeOnEscape(event) {
  if (event.key !== 'Escape' || !event.currentTarget.open) return;
  // Without this the Escape would close the modal or thread around the menu as well.
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary').focus();
}

/** Closes the menu when the focus goes elsewhere. Going nowhere is left to closeOthers: some browsers focus no button on a click. */
export function closeOnLeave(event) {
  if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget))
    event.currentTarget.open = false;
}

/** Closes every open menu but the one that was clicked in: not every click moves the focus. */
export function closeOthers(event) {
  for (const menu of document.querySelectorAll(
    'details.overflow[open], details.people-switch[open], details.more-channels[open]',
  )) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}
