// Public holidays by country and region, from date-holidays, worked out once a year and calendar.
import type Holidays from 'date-holidays';
import type { Charter } from '../charter/charter.js';
import type { PublicHolidays } from '../handshake/wall-hours.js';

type Calendar = typeof Holidays;

const DAY_MS = 86_400_000;
const NOON_MS = DAY_MS / 2;

/**
 * The days whose noon lies in a holiday. Some begin in the evening and are over by the next, some last for days, and
 * the evening of Christmas Eve is one in Adelaide: nobody has that day off.
 */
function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const from = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 16)}Z`);
  const until = from + end.getTime() - start.getTime();
  const days: string[] = [];
  for (let noon = Math.ceil((from - NOON_MS) / DAY_MS) * DAY_MS + NOON_MS; noon < until; noon += DAY_MS)
    days.push(new Date(noon).toISOString().slice(0, 10));
  return days;
}

const nowhere: PublicHolidays = () => [];

/** Returns a lookup that remembers the holidays of every year it was asked about; a country and region has one function. */
export function holidayLookup(Calendar: Calendar): (charter: Charter) => PublicHolidays {
  const places = new Map<string, PublicHolidays>();
  return ({ working: { holidays } }) => {
    if (holidays === null) return nowhere;
    const { country, region } = holidays;
    const key = `${country} ${region ?? ''}`;
    let place = places.get(key);
    if (place === undefined) {
      const calendar = new Calendar({ country, ...(region === undefined ? {} : { state: region }) });
      const years = new Map<number, string[]>();
      place = (year) => {
        let days = years.get(year);
        if (days === undefined) {
          days = calendar
            .getHolidays(year)
            .filter(({ type }) => type === 'public')
            .flatMap(daysOf);
          years.set(year, days);
        }
        return days;
      };
      places.set(key, place);
    }
    return place;
  };
}
