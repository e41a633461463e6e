// Keeps every scrolled place where the person left it while the page is redrawn.

/** Nearer to the end than this counts as "at the end": new messages then scroll into view. */
const NEAR_END_PX = 60;

/**
 * Makes a keeper: it draws, and afterwards each `[data-scroll]` stands where it stood, or at its end when it was
 * there before or is shown for the first time.
 */
export function scrollKeeper() {
  return (draw) => {
    const before = new Map(
      places().map((each) => [each.dataset.scroll, { top: each.scrollTop, atEnd: isAtEnd(each) }]),
    );
    draw();
    for (const place of places()) {
      const was = before.get(place.dataset.scroll);
      if (was === undefined) place.scrollTop = followsEnd(place) ? place.scrollHeight : 0;
      else if (was.atEnd && followsEnd(place)) place.scrollTop = place.scrollHeight;
    }
  };
}

const places = () => [...document.querySelectorAll('[data-scroll]')];

/** Conversations follow their end; Home and modals are read from the top. */
const followsEnd = (place) => place.getAttribute('role') === 'log';

const isAtEnd = (place) => place.scrollHeight - place.scrollTop - place.clientHeight < NEAR_END_PX;
