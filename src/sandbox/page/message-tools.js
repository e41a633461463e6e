// What can be done with a message: react, reply, copy its link; and the emoji to choose from.

import { html, nothing, svg } from '/vendor/lit-html/lit-html.js';
import { act, openThread, say } from './deeds.js';
import { EMOJI, emojiOf } from './emoji.js';
import { toolbarKeys } from './menus.js';
import { messageShortcuts } from './shortcuts.js';
import { change, personOf, state } from './state.js';

/** The first row of the chooser: what people at work mostly use. */
const USUAL = [
  '+1',
  'eyes',
  'white_check_mark',
  'raised_hands',
  'tada',
  'handshake',
  'thinking_face',
  'heart',
];
const SHOWN_MAX = 48;

/** The chooser that is open: `{ key, query }`, or null. */
let choosing = null;

/** Draws the tools of a message; they show on pointing at it and when the keyboard reaches them. */
export function messageTools(post, where) {
  const key = keyOf(post, where);
  const open = choosing?.key === key;
  // One stop of the Tab key for a message, arrows from there: a channel has hundreds of these.
  return html`<div class="tools ${open ? 'open' : ''}" role="toolbar" aria-label="Message tools" @keydown=${toolbarKeys}>
    <button class="tool react" aria-label="Add reaction" title="Add reaction" aria-expanded=${open ? 'true' : 'false'}
      @click=${() => toggle(key)}>${icon('M7 1.5a6 6 0 1 0 5.8 4.4M4.6 8.4c1 1.9 3.8 1.9 4.8 0M5 5.3v.4M9 5.3v.4M12.5 1v4M10.5 3h4')}</button>
    ${where.inThread ? nothing : html`<button class="tool start-thread" tabindex="-1" aria-label="Reply in thread" title="Reply in thread" @click=${() => openThread(where.channel, post.thread_ts ?? post.ts)}>${icon('M6 3 2 7l4 4M2 7h7a4 4 0 0 1 4 4v1')}</button>`}
    <button class="tool" tabindex="-1" aria-label="Copy link to message" title="Copy link to message" @click=${() => copyLink(post, where)}>${icon('M6.5 9.5 9.5 6.5M7 4.5 8.6 2.9a3 3 0 0 1 4.2 4.2L11.3 8.7M8.7 11.3 7.1 12.9a3 3 0 0 1-4.2-4.2L4.5 7')}</button>
    ${messageShortcuts(post, where)}
    ${open ? chooser(post, where) : nothing}
  </div>`;
}

/** Drawn rather than written: not every machine has a font with these signs. */
const icon = (path) =>
  svg`<svg viewBox="0 0 15 15" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"><path d=${path} /></svg>`;

const keyOf = (post, where) => `${where.inThread ? 'thread' : 'list'}/${where.channel}/${post.ts}`;

function toggle(key) {
  choosing = choosing?.key === key ? null : { key, query: '' };
  change();
  if (choosing) queueMicrotask(() => document.querySelector('.chooser input')?.focus());
}

function close(event) {
  choosing = null;
  const { target } = event;
  change();
  target.closest('.tools')?.querySelector('.react')?.focus();
}

/** Closes the chooser when something else is pressed or focused. */
export function leaveChooser(event) {
  if (choosing === null || event.target.closest?.('.tools.open')) return;
  choosing = null;
  change();
}

function chooser(post, where) {
  const query = choosing.query.trim().toLowerCase().replaceAll(' ', '_');
  const usual = USUAL.map((name) => ({ name, character: emojiOf(name) }));
  const found =
    query === ''
      ? [...usual, ...EMOJI.filter((each) => !USUAL.includes(each.name))]
      : EMOJI.filter((each) => each.name.includes(query));
  const shown = found.slice(0, SHOWN_MAX);
  const onKey = (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close(event);
    } else if (event.key === 'Enter' && event.target.matches('input') && shown[0]) {
      event.preventDefault();
      choose(event, post, where, shown[0].name);
    } else if (event.key.startsWith('Arrow')) walk(event);
  };
  return html`<div class="chooser" role="dialog" aria-label="Choose a reaction" @keydown=${onKey}>
    <input class="text" type="text" aria-label="Search emoji" placeholder="Search emoji" autocomplete="off" .value=${choosing.query}
      @input=${(event) => {
        choosing = { ...choosing, query: event.target.value };
        change();
      }} />
    <div class="emoji-grid">${shown.map(
      (
        each,
      ) => html`<button type="button" aria-label=${each.name.replaceAll('_', ' ')} title=${`:${each.name}:`}
        @click=${(event) => choose(event, post, where, each.name)}>${each.character}</button>`,
    )}</div>
    ${shown.length === 0 ? html`<p class="quiet" role="status">No emoji is called that. Try another word.</p>` : nothing}
  </div>`;
}

/** Arrows move among the emoji, as among the keys of a keyboard. */
function walk(event) {
  const buttons = [...event.currentTarget.querySelectorAll('.emoji-grid button')];
  const at = buttons.indexOf(document.activeElement);
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: at === -1 ? 1 : 8, ArrowUp: -8 };
  if (at === -1 && event.key !== 'ArrowDown') return;
  event.preventDefault();
  buttons[at + steps[event.key]]?.focus();
}

function choose(event, post, where, name) {
  close(event);
  const mine = post.reactions?.find((each) => each.name === name)?.users.includes(state.me);
  if (!mine) react(post, where, name, false);
}

const react = (post, where, name, remove) =>
  act(`react/${where.channel}/${post.ts}/${name}`, 'react', {
    as: state.me,
    channel: where.channel,
    ts: post.ts,
    name,
    remove,
  });

/** The reactions under a message; pressing one adds or takes away one's own. */
export function reactions(post, where) {
  if (!post.reactions?.length) return nothing;
  return html`<ul class="reactions" aria-label="Reactions">${post.reactions.map((each) => {
    const names = each.users.map((id) => personOf(id).realName).join(', ');
    const mine = each.users.includes(state.me);
    const label = `${each.users.length} ${each.name.replaceAll('_', ' ')}: ${names}`;
    return html`<li><button aria-pressed=${mine ? 'true' : 'false'} aria-label=${label} title=${label}
      @click=${() => react(post, where, each.name, mine)}><span aria-hidden="true">${emojiOf(each.name)}</span> ${each.users.length}</button></li>`;
  })}</ul>`;
}

/** The address of a message opens this page at it, for whoever follows it. */
async function copyLink(post, where) {
  const link = `${location.origin}/archives/${where.channel}/p${post.ts.replace('.', '')}`;
  try {
    await navigator.clipboard.writeText(link);
    say('The link to this message is copied.');
  } catch {
    say(`The browser did not let the link be copied. It is ${link}`, 'bad');
  }
}

/** Takes away what only this person sees. */
export const dismiss = (post, where) =>
  act(`dismiss/${post.ts}`, 'dismiss', { as: state.me, channel: where.channel, ts: post.ts });
