// The table of rich text: the parts a rich_text block is made of, and what stands inside each.
import {
  boolean,
  type ElementRule,
  element,
  list,
  matching,
  object,
  oneOf,
  type Rule,
  string,
  whole,
} from './rule.js';

const flags = (...names: string[]): Rule =>
  object({ optional: Object.fromEntries(names.map((name) => [name, boolean])) });

const WRITTEN = ['bold', 'italic', 'strike', 'code', 'underline'];
const written = { style: flags(...WRITTEN) };
/** Mentions are lit up for the one who is meant. */
const mentioned = { style: flags(...WRITTEN, 'highlight', 'client_highlight', 'unlink') };
const bordered = { border: whole(0, 1) };

const WORDS = [
  ...['text', 'link', 'emoji', 'user', 'usergroup'],
  ...['channel', 'team', 'broadcast', 'date', 'color'],
];
/** An empty paragraph is a paragraph, too. */
const words: Rule = list(element(...WORDS), undefined, 0);

/** The parts of rich text by their types; their names meet none of the elements that people act on. */
export const RICH_TEXT: Record<string, ElementRule> = {
  rich_text_section: { required: { elements: words } },
  rich_text_list: {
    required: { elements: list(element('rich_text_section')), style: oneOf('bullet', 'ordered') },
    optional: { ...bordered, indent: whole(0, 8), offset: whole(0) },
  },
  rich_text_quote: { required: { elements: words }, optional: bordered },
  rich_text_preformatted: {
    required: { elements: list(element('text', 'link'), undefined, 0) },
    optional: { ...bordered, language: string() },
  },
  text: { required: { text: string() }, optional: written },
  link: {
    required: { url: string() },
    optional: { ...written, text: string(undefined, 0), unsafe: boolean },
  },
  emoji: {
    required: { name: string() },
    optional: { ...written, unicode: string(), url: string(), skin_tone: whole(1, 6) },
  },
  user: { required: { user_id: string() }, optional: mentioned },
  usergroup: { required: { usergroup_id: string() }, optional: mentioned },
  channel: { required: { channel_id: string() }, optional: mentioned },
  team: { required: { team_id: string() }, optional: mentioned },
  broadcast: { required: { range: oneOf('here', 'channel', 'everyone') }, optional: mentioned },
  date: {
    required: { timestamp: whole(0), format: string() },
    optional: { ...written, url: string(), fallback: string() },
  },
  color: { required: { value: matching(/^#[0-9a-f]{6}$/i, 'a colour as #RRGGBB') }, optional: written },
};

/** What may stand directly in a rich_text block. */
export const inRichText = element(
  'rich_text_section',
  'rich_text_list',
  'rich_text_quote',
  'rich_text_preformatted',
);
