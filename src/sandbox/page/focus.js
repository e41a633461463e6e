// Keeps the keyboard's place: a button that was pressed may be gone once its message is redrawn.

/**
 * Draws, and when that took the focused element away, focuses the message it stood in: otherwise the next Tab would
 * begin again at the top of the page.
 * @param {() => void} draw
 */
export function keepFocus(draw) {
  const focused = document.activeElement;
  const message = focused?.closest('[data-ts]');
  const pane = message?.closest('[data-scroll]')?.dataset.scroll;
  draw();
  if (!message || document.activeElement !== document.body) return;
  const { ts } = message.dataset;
  document.querySelector(`[data-scroll="${CSS.escape(pane ?? '')}"] [data-ts="${CSS.escape(ts)}"]`)?.focus();
}
