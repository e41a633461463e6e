// table and data_table blocks. A data_table sorts and pages in the page alone, as in Slack.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { cellText, rowsWith, sortedRows } from './cells.js';
import { richText } from './rich-text.js';
import { change } from './state.js';

const DEFAULT_PAGE_SIZE = 5;

/** How each data_table is sorted and paged, by block_id: `{ column, down, page }`. */
const views = new Map();

/** A plain table; its first row is the head. */
export function table(block) {
  const [head = [], ...rows] = block.rows;
  const align = (index) => `align-${block.column_settings?.[index]?.align ?? 'left'}`;
  return html`<div class="table-scroll" tabindex="0"><table>
    <thead><tr>${head.map((cell, index) => html`<th scope="col" class=${align(index)}>${content(cell)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => html`<td class=${align(index)}>${content(cell)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** A data table: a caption, columns that sort, pages. */
export function dataTable(block) {
  const [head = [], ...rows] = block.rows;
  const view = views.get(block.block_id) ?? { column: -1, down: false, page: 0, words: '' };
  const set = (patch) => {
    views.set(block.block_id, { ...view, ...patch });
    change();
  };
  const size = block.page_size ?? DEFAULT_PAGE_SIZE;
  const fitting = rowsWith(rows, view.words);
  const pages = Math.max(1, Math.ceil(fitting.length / size));
  const page = Math.min(view.page, pages - 1);
  const shown = sortedRows(fitting, view).slice(page * size, (page + 1) * size);
  return html`${rows.length > size ? filter(block, view, set) : nothing}
    <div class="table-scroll" tabindex="0"><table>
      <caption>${block.caption}</caption>
      <thead><tr>${head.map((cell, index) => headCell(cell, index, rows, view, set))}</tr></thead>
      <tbody>${shown.map((row) => html`<tr>${row.map((cell, index) => bodyCell(cell, index, block))}</tr>`)}</tbody>
    </table></div>
    ${fitting.length === 0 ? html`<p class="quiet" role="status">No row has these words. Try others.</p>` : nothing}
    ${pages > 1 ? pager(page, pages, set) : nothing}`;
}

const filter = (block, view, set) =>
  html`<input class="text table-filter" type="search" placeholder="Filter rows" aria-label=${`Filter rows of ${block.caption}`} .value=${view.words}
    @input=${(event) => set({ words: event.target.value, page: 0 })} />`;

function headCell(cell, index, rows, view, set) {
  const mine = view.column === index;
  const sort = mine ? (view.down ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" aria-sort=${sort} class=${alignOf(rows[0]?.[index])}>
    <button class="sort" @click=${() => set({ column: index, down: mine && !view.down, page: 0 })}>${cellText(cell)}<span
      aria-hidden="true">${mine ? (view.down ? ' ↓' : ' ↑') : ''}</span></button></th>`;
}

function bodyCell(cell, index, block) {
  return index === block.row_header_column_index
    ? html`<th scope="row">${content(cell)}</th>`
    : html`<td class=${alignOf(cell)}>${content(cell)}</td>`;
}

const alignOf = (cell) => (cell?.type === 'raw_number' ? 'align-right' : 'align-left');

const content = (cell) => (cell.type === 'rich_text' ? richText(cell) : cellText(cell));

function pager(page, pages, set) {
  return html`<div class="row pager">
    <button class="button small" ?disabled=${page === 0} @click=${() => set({ page: page - 1 })}>Previous</button>
    <span>Page ${page + 1} of ${pages}</span>
    <button class="button small" ?disabled=${page === pages - 1} @click=${() => set({ page: page + 1 })}>Next</button>
  </div>`;
}
