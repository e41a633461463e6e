// Public holidays by country and region, from date-holidays, worked out once a year and calendar.
import type Holidays from 'date-holidays';
import type { Charter } from '../charter/charter.js';
import type { IsHoliday } from '../handshake/working-time.js';

type Calendar = typeof Holidays;

/** Returns a lookup that remembers the holidays of every year it was asked about. */
export function holidayLookup(Calendar: Calendar): (charter: Charter) => IsHoliday {
  const years = new Map<string, Set<string>>();
  return ({ working: { holidays } }) => {
    if (holidays === null) return () => false;
    const { country, region } = holidays;
    return (day) => {
      const year = day.slice(0, 4);
      const key = `${country} ${region ?? ''} ${year}`;
      let days = years.get(key);
      if (days === undefined) {
        const calendar = new Calendar({ country, ...(region === undefined ? {} : { state: region }) });
        const all = calendar.getHolidays(Number(year)).filter(({ type }) => type === 'public');
        days = new Set(all.map(({ date }) => date.slice(0, 10)));
        years.set(key, days);
      }
      return days.has(day);
    };
  };
}
