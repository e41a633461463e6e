// Reads a rule's words back, as a careful person would, into what they ask of a lead. It knows nothing of the rules' code.
import type { Facts, Signal } from '../../src/handshake/lead.js';
import type { Evidence } from '../../src/handshake/verdicts.js';

/** 1 is met, 0 is unmet, a half is unknown: then "and" is the least, "or" the most, "not" the rest to 1. */
type Truth = 0 | 0.5 | 1;
export type Predicate = (evidence: Evidence) => Truth;

const DAY_MS = 86_400_000;
const NUMBER = String.raw`(-?[\d,]+(?:\.\d+)?(?:e[+-]?\d+)?)`;

const numberOf = (words: string | undefined): number => Number((words ?? '').replaceAll(',', ''));
const truth = (is: boolean): Truth => (is ? 1 : 0);
const loosely = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const unquoted = (inside: string): string =>
  inside.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_all, code?: string, sign?: string) =>
    code === undefined ? (sign ?? '') : String.fromCodePoint(Number.parseInt(code, 16)),
  );

const fieldsByWords: Readonly<Record<string, string>> = {
  'company employees': 'company.employees',
  'company country': 'company.country',
  'e-mail address': 'email',
  'job title': 'jobTitle',
};

const started = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

class Reader {
  private at = 0;

  constructor(
    private readonly words: string,
    private readonly signals: Readonly<Record<string, string>>,
  ) {}

  whole(): Predicate {
    const read = this.joined();
    if (this.at !== this.words.length) throw new Error(`left over: ${this.words.slice(this.at)}`);
    return read;
  }

  private take(pattern: string): RegExpExecArray | null {
    const sticky = new RegExp(pattern, 'uy');
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.words);
    if (found !== null) this.at = sticky.lastIndex;
    return found;
  }

  private joined(): Predicate {
    const parts = [this.one()];
    const word = this.take(' (and|or) ')?.[1];
    if (word === undefined) return parts[0] ?? (() => 0.5);
    do parts.push(this.one());
    while (this.take(` ${word} `) !== null);
    if (/^ (and|or) /.test(this.words.slice(this.at))) throw new Error('"and" beside "or" without brackets');
    const choose = word === 'and' ? Math.min : Math.max;
    return (given) => choose(...parts.map((part) => part(given))) as Truth;
  }

  private bracketed(): Predicate {
    const inside = this.joined();
    if (this.take('\\)') === null) throw new Error(`no closing bracket: ${this.words.slice(this.at)}`);
    return inside;
  }

  private one(): Predicate {
    if (this.take('not \\(') !== null) {
      const inside = this.bracketed();
      return (given) => (1 - inside(given)) as Truth;
    }
    if (this.take('(?:(?:all|any) of )?\\(') !== null) return this.bracketed();
    const subject = this.subject();
    return 'field' in subject ? this.asked(subject.field) : this.counted(subject.type);
  }

  /** The longest name that fits: a field, or a signal by its label. */
  private subject(): { field: string } | { type: string } {
    const free = this.take('fact (\\w+) ');
    if (free !== null) return { field: `facts.${free[1]}` };
    const typed = this.take('signal (\\w+)');
    if (typed !== null) return { type: typed[1] ?? '' };
    const quoted = this.take('“((?:[^\\\\”]|\\\\u\\{[0-9a-f]+\\}|\\\\[\\\\”])*)”');
    const rest = this.words.slice(this.at);
    const bare = [...Object.values(this.signals).map(started), ...Object.keys(fieldsByWords)]
      .filter((name) => rest.startsWith(name) && /^( |\)|$)/.test(rest.slice(name.length)))
      .sort((a, b) => b.length - a.length)[0];
    const label = quoted === null ? bare : unquoted(quoted[1] ?? '');
    if (label === undefined) throw new Error(`of what: ${rest}`);
    if (quoted === null) this.at += label.length;
    const field = quoted === null && Object.hasOwn(fieldsByWords, label) ? fieldsByWords[label] : undefined;
    if (field !== undefined && this.take(' ') !== null) return { field };
    const fitting = Object.entries(this.signals).filter(([, each]) => started(each) === label);
    if (fitting.length !== 1) throw new Error(`${fitting.length} signals are called ${label}`);
    return { type: fitting[0]?.[0] ?? '' };
  }

  private text(): string {
    const quoted = this.take('“((?:[^\\\\”]|\\\\u\\{[0-9a-f]+\\}|\\\\[\\\\”])*)”');
    if (quoted !== null) return unquoted(quoted[1] ?? '');
    const bare = this.take('[^,“()]+?(?: \\([^()]*\\))?(?=, | and | or |\\)|$)');
    if (bare === null) throw new Error(`no text: ${this.words.slice(this.at)}`);
    return bare[0];
  }

  private texts(): string[] {
    const texts = [this.text()];
    while (this.take(', ') !== null) texts.push(this.text());
    return texts;
  }

  private asked(field: string): Predicate {
    const about =
      (judge: (value: string | number | boolean, given: Evidence) => Truth): Predicate =>
      (given) => {
        const value = (given.facts as Facts)[field]?.value;
        return value === undefined || String(value).trim() === '' ? 0.5 : judge(value, given);
      };
    const within = (least: number, most: number): Predicate =>
      about((value) => {
        const given = Number(value);
        return Number.isFinite(given) ? truth(least <= given && given <= most) : 0.5;
      });
    const among =
      (texts: string[]) =>
      (value: string | number | boolean): boolean =>
        texts.map(loosely).includes(loosely(String(value)));
    const aged = (fits: (days: number) => boolean): Predicate =>
      about((value, { now }) => {
        const date = /^(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z)?$/.exec(String(value));
        const at = new Date(String(value)).getTime();
        if (date === null || Number.isNaN(at)) return 0.5;
        const lastOfMonth = new Date(Date.UTC(Number(date[1]), Number(date[2]), 0)).getUTCDate();
        if (Number(date[3]) > lastOfMonth) return 0.5;
        return truth(fits((now.getTime() - at) / DAY_MS));
      });
    if (this.take('known') !== null) return about(() => 1);
    const range = this.take(`from ${NUMBER} to ${NUMBER}`);
    if (range !== null) return within(numberOf(range[1]), numberOf(range[2]));
    const least = this.take(`${NUMBER} or more`);
    if (least !== null) return within(numberOf(least[1]), Number.MAX_VALUE);
    const most = this.take(`${NUMBER} or less`);
    if (most !== null) return within(-Number.MAX_VALUE, numberOf(most[1]));
    const exactly = this.take(`exactly ${NUMBER}`);
    if (exactly !== null) return within(numberOf(exactly[1]), numberOf(exactly[1]));
    const flag = this.take('is (yes|no)(?= |\\)|$)');
    if (flag !== null)
      return about((value) => {
        if (among(['true', 'yes'])(value)) return truth(flag[1] === 'yes');
        return among(['false', 'no'])(value) ? truth(flag[1] === 'no') : 0.5;
      });
    const recent = this.take(`within the last ${NUMBER} days?`);
    if (recent !== null) return aged((days) => -1 <= days && days <= numberOf(recent[1]));
    const old = this.take(`more than ${NUMBER} days? ago`);
    if (old !== null) return aged((days) => days > numberOf(old[1]));
    if (this.take('none of ') !== null) {
      const texts = this.texts();
      return about((value) => truth(!among(texts)(value)));
    }
    if (this.take('one of |is ') === null) throw new Error(`asks what: ${this.words.slice(this.at)}`);
    const texts = this.texts();
    return about((value) => truth(among(texts)(value)));
  }

  private counted(type: string): Predicate {
    const times = this.take(` ${NUMBER} times or more`);
    const least = times === null ? 1 : numberOf(times[1]);
    this.take(' once or more');
    const window = this.take(` within ${NUMBER} days?`);
    const most = this.take(` with the latest at ${NUMBER} or less`);
    const never: Truth = this.take(' \\(not known until seen\\)') === null ? 0 : 0.5;
    this.take(' \\(not met until seen\\)');
    return ({ signals, now }) => {
      const all = signals.filter((signal) => signal.type === type);
      if (all.length === 0) return never;
      const age = ({ occurredAt }: Signal): number => (now.getTime() - occurredAt.getTime()) / DAY_MS;
      const counted = all.filter((signal) => window === null || age(signal) <= numberOf(window[1]));
      if (counted.length < least) return 0;
      if (most === null) return 1;
      const identity = ({ source, id }: Signal): string => `${source} ${id}`;
      const [last] = counted.sort(
        (a, b) => b.occurredAt.getTime() - a.occurredAt.getTime() || (identity(a) < identity(b) ? 1 : -1),
      );
      if (last === undefined || last.value === null) return 0.5;
      return truth(last.value <= numberOf(most[1]));
    };
  }
}

/** What a rule's words ask of a lead. Throws where they could be taken in two ways, or in none. */
export const readWords = (words: string, signals: Readonly<Record<string, string>>): Predicate =>
  new Reader(words, signals).whole();
