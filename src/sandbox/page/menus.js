// Menus made of <details>: Escape and leaving close them.

/** Closes the menu on Escape and puts the focus back on what opened it. */
export function closeOnEscape(event) {
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
  for (const menu of document.querySelectorAll('details.overflow[open], details.people-switch[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}
