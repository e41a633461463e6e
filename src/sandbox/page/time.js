// Instants as a person reads them in their own time zone, and back; pure, every function is given its zone.

const LOCALE = 'en-AU';
const DAY_MS = 86_400_000;
const OPENING_HOUR = 9;

const formatters = new Map();

/** Formatters are slow to make and a channel draws hundreds of times, so each is kept. */
function formatter(zone, options) {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options });
  formatters.set(key, made);
  return made;
}

const write = (ms, zone, options) => formatter(zone, options).format(ms);

/** Milliseconds of a Slack timestamp such as `1763861234.000100`. */
export const msOfTs = (ts) => Number(ts) * 1000;

/** `9:05 am` */
export const timeOfDay = (ms, zone) => write(ms, zone, { hour: 'numeric', minute: '2-digit', hour12: true });

/** `Monday 23 November 2026 at 9:05 am` */
export function fullTime(ms, zone) {
  const day = write(ms, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return `${day.replace(',', '')} at ${timeOfDay(ms, zone)}`;
}

/** `Mon 23 Nov, 9:05 am`: short enough for a strip. */
export function shortTime(ms, zone) {
  const day = write(ms, zone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
  return `${day}, ${timeOfDay(ms, zone)}`;
}

/** `2026-11-23` in that zone: tells whether two instants share a day. */
export function dayKey(ms, zone) {
  const { year, month, day } = partsOf(ms, zone);
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** `Today`, `Yesterday` or `Monday 23 November`; the year only when it is another one. */
export function dayLabel(ms, now, zone) {
  if (dayKey(ms, zone) === dayKey(now, zone)) return 'Today';
  if (dayKey(ms, zone) === dayKey(now - DAY_MS, zone)) return 'Yesterday';
  const sameYear = partsOf(ms, zone).year === partsOf(now, zone).year;
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  };
  return write(ms, zone, options).replace(',', '');
}

const DATE_TOKENS = {
  date_num: (ms, zone) => dayKey(ms, zone),
  date_slash: (ms, zone) => write(ms, zone, { day: '2-digit', month: '2-digit', year: 'numeric' }),
  date: (ms, zone) => write(ms, zone, { day: 'numeric', month: 'long', year: 'numeric' }),
  date_long: (ms, zone) =>
    write(ms, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  date_short: (ms, zone) => write(ms, zone, { day: 'numeric', month: 'short', year: 'numeric' }),
  day_divider_pretty: (ms, zone, now) => dayLabel(ms, now, zone),
  time: (ms, zone) => timeOfDay(ms, zone),
  time_secs: (ms, zone) =>
    write(ms, zone, { hour: 'numeric', minute: '2-digit', second: '2-digit', hour12: true }),
  ago: (ms, _zone, now) => ago(ms, now),
};

/**
 * Fills Slack's date format, e.g. `{date_short_pretty} at {time}`. An unknown token makes the whole format
 * unusable, as in Slack, and the fallback is shown.
 */
export function slackDate(seconds, format, fallback, zone, now) {
  const ms = seconds * 1000;
  let known = true;
  const filled = format.replace(/\{(\w+)\}/g, (_, token) => {
    const pretty = /^date(?:_long|_short)?_pretty$/.test(token);
    const near = pretty ? nearDay(ms, now, zone) : null;
    if (near) return near;
    const draw = DATE_TOKENS[pretty ? token.replace(/_pretty$/, '') : token];
    if (!draw) known = false;
    return draw ? draw(ms, zone, now) : '';
  });
  return known ? filled : fallback;
}

/** Slack's pretty dates know the day before and the day after; null for any other. */
function nearDay(ms, now, zone) {
  if (dayKey(ms, zone) === dayKey(now + DAY_MS, zone)) return 'tomorrow';
  const label = dayLabel(ms, now, zone);
  return label === 'Today' || label === 'Yesterday' ? label.toLowerCase() : null;
}

function ago(ms, now) {
  const minutes = Math.round((now - ms) / 60_000);
  const words = (n, unit) => `${n} ${unit}${n === 1 ? '' : 's'}`;
  const size = Math.abs(minutes);
  const span =
    size < 60
      ? words(size, 'minute')
      : size < 1440
        ? words(Math.round(size / 60), 'hour')
        : words(Math.round(size / 1440), 'day');
  return minutes >= 0 ? `${span} ago` : `in ${span}`;
}

/** Unix seconds as the `2026-11-23T09:05` that a datetime-local field wants; '' for nothing. */
export function toLocalField(seconds, zone) {
  if (seconds === '' || seconds === undefined || seconds === null) return '';
  const { hour, minute } = partsOf(Number(seconds) * 1000, zone);
  return `${dayKey(Number(seconds) * 1000, zone)}T${pad(hour)}:${pad(minute)}`;
}

/** A datetime-local field's text as unix seconds (a string) in that zone; '' for nothing. */
export function fromLocalField(text, zone) {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!found) return '';
  const [year, month, day, hour, minute] = found.slice(1).map(Number);
  return String(instantOf({ year, month, day, hour, minute }, zone) / 1000);
}

/** The next Monday-to-Friday 9:00 in that zone after `now`, in milliseconds. Public holidays are not known here. */
export function nextWorkingMorning(now, zone) {
  for (let days = 0; days <= 7; days += 1) {
    const { year, month, day } = partsOf(now, zone);
    const noon = new Date(Date.UTC(year, month - 1, day + days, 12));
    const weekday = noon.getUTCDay();
    const morning = instantOf(
      {
        year: noon.getUTCFullYear(),
        month: noon.getUTCMonth() + 1,
        day: noon.getUTCDate(),
        hour: OPENING_HOUR,
        minute: 0,
      },
      zone,
    );
    if (morning > now && weekday >= 1 && weekday <= 5) return morning;
  }
  return now + 7 * DAY_MS;
}

/** Wall-clock parts to an instant: guess it as UTC, then take off the zone's offset, twice for a change of clocks. */
function instantOf({ year, month, day, hour, minute }, zone) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  const first = wanted - offsetAt(wanted, zone);
  return wanted - offsetAt(first, zone);
}

function offsetAt(ms, zone) {
  const { year, month, day, hour, minute } = partsOf(ms, zone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / 60_000) * 60_000;
}

function partsOf(ms, zone) {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  };
  const parts = formatter(zone, options).formatToParts(ms);
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
}

const pad = (number) => String(number).padStart(2, '0');
