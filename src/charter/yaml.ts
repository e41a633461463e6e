// YAML as a charter needs it: read with the line of every part, nothing clever allowed, and written so that it reads back.
import {
  CST,
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  Scalar,
  visit,
  type YAMLError,
} from 'yaml';

/** What stops a text from being read, by the line on which it stands, counted from 1. */
export interface LineFault {
  line: number;
  message: string;
}

/** What a text says, and on which line each of its parts stands. */
interface Written {
  value: unknown;
  lineOf(path: readonly PropertyKey[]): number;
}

/** 100 kB hold the longest charters that people can agree on; more is another file. */
const CHARACTERS_MOST = 100_000;
const FAULTS_TOLD = 20;
const LINE_WIDTH = 110;

const BRACKETS_MOST = 40;
const MARKS_MOST = 40;
const COLUMNS_MOST = 120;

const faultOn = (line: number, message: string): LineFault => ({ line, message });

function sentenceOf({ code, message }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return 'This field is written twice. Keep one of them.';
  if (code === 'MULTIPLE_DOCS')
    return 'A second document begins here. Keep one, without "---" after its beginning.';
  if (code === 'TAB_AS_INDENT') return 'A tab cannot indent. Use spaces.';
  if (code === 'TAG_RESOLVE_FAILED')
    return 'A tag that starts with "!" is not understood. Remove it, or put the text in quotes.';
  const [reason = ''] = message.split(/ at line |\n/);
  return `Not valid YAML here: ${reason}. Check the indentation, and put text with special signs in quotes.`;
}

/** Anchors and aliases could make a small file enormous, and a reader would have to follow them. */
function aliasFaults(document: Document.Parsed, lines: LineCounter): LineFault[] {
  const faults: LineFault[] = [];
  visit(document, {
    Alias: (_key, { source, range }) => {
      const line = range === undefined || range === null ? 1 : lines.linePos(range[0]).line;
      faults.push(faultOn(line, `"*${source}" refers to another place. Write out what it stands for.`));
    },
  });
  return faults;
}

/** The part of a list or of named fields under this key, and where it begins. */
function step(node: unknown, key: PropertyKey): { node: unknown; offset: number | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      (item) => String(isScalar(item.key) ? item.key.value : item.key) === String(key),
    );
    if (pair === undefined) return undefined;
    return { node: pair.value, offset: isScalar(pair.key) ? pair.key.range?.[0] : undefined };
  }
  const item = isSeq(node) ? node.items[Number(key)] : undefined;
  if (item === undefined) return undefined;
  return { node: item, offset: isScalar(item) || isMap(item) || isSeq(item) ? item.range?.[0] : undefined };
}

/** The line of the deepest part of a path that is in the file: a missing field is told where its parent stands. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let line = 1;
  for (const key of path) {
    const found = step(node, key);
    if (found === undefined) return line;
    node = found.node;
    if (found.offset !== undefined) line = lines.linePos(found.offset).line;
  }
  return line;
}

function read(text: string): { written: Written } | { faults: LineFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    resolveKnownTags: false,
    merge: false,
    stringKeys: true,
    logLevel: 'error',
    prettyErrors: false,
  });
  const broken = [...document.errors, ...document.warnings].slice(0, FAULTS_TOLD);
  if (broken.length > 0)
    return {
      faults: broken.map((error) => faultOn(lines.linePos(error.pos[0]).line || 1, sentenceOf(error))),
    };
  const faults = aliasFaults(document, lines);
  if (faults.length > 0) return { faults: faults.slice(0, FAULTS_TOLD) };
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  return { written: { value, lineOf: (path) => lineOf(document, lines, path) } };
}

/**
 * The line on which parts stand deeper in each other than in any charter, or null. Looked at token by token: the reader
 * calls itself for each level, and Node.js may not survive the end of its stack. A level takes a bracket, a mark that
 * begins an entry, or a column more of indentation, so all three are bounded.
 */
function tooDeepOn(text: string): number | null {
  let [line, brackets, marks] = [1, 0, 0];
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets++;
    if (type === 'flow-seq-end' || type === 'flow-map-end') brackets--;
    const isMark = type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind';
    if (isMark && brackets <= 0) marks++;
    if (type === 'newline') marks = 0;
    const indented = type === 'space' && token.length > COLUMNS_MOST;
    if (brackets > BRACKETS_MOST || marks > MARKS_MOST || indented) return line;
    line += token.split('\n').length - 1;
  }
  return null;
}

/** Reads a text; what is wrong is told by line. Never throws. */
export function readYaml(text: string): { written: Written } | { faults: LineFault[] } {
  if (text.length > CHARACTERS_MOST)
    return { faults: [faultOn(1, 'Longer than 100 kB, which no charter is. Choose another file.')] };
  const deep = tooDeepOn(text);
  return deep === null
    ? read(text)
    : {
        faults: [
          faultOn(deep, 'Parts stand too deep in each other here. No charter needs that; use fewer levels.'),
        ],
      };
}

/** What other readers of YAML, or the eye, could take for something else than a text. */
const UNUSUAL = /[^\p{L}\p{N}\p{P}\p{S} ]|^ | $/u;
const LOOKS_OTHERWISE = /^(y|yes|n|no|on|off|true|false|null|~|[-+.]?[\d.].*)$/i;

/** Signs that editors swallow or turn, spelt out. They stand between double quotes only, where that is allowed. */
const UNSEEN = /[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/g;

const spelt = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Writes a document so that reading it gives the same, texts in quotes wherever they could be taken for other things. */
export function writeYaml(document: Document): string {
  visit(document, {
    Scalar: (_key, scalar) => {
      if (
        typeof scalar.value === 'string' &&
        (UNUSUAL.test(scalar.value) || LOOKS_OTHERWISE.test(scalar.value))
      )
        scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document
    .toString({ lineWidth: LINE_WIDTH, doubleQuotedAsJSON: true, blockQuote: false })
    .replace(UNSEEN, spelt);
}
