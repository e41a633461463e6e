// data_visualization blocks as inline SVG, always with their figures in a table below.

import { html, nothing, svg } from '/vendor/lit-html/lit-html.js';
import { areaPath, BOX, bands, bars, linePath, niceScale, points, slices, yOf } from './chart-shapes.js';

const PIE_RADIUS = 100;

/** Draws a chart; a kind we do not know still shows its figures. */
export function chart(block) {
  const figure = block.chart;
  const pie = figure.type === 'pie';
  const names = pie ? figure.segments.map((each) => each.label) : figure.series.map((each) => each.name);
  return html`<figure class="chart">
    <figcaption>${block.title}</figcaption>
    ${pie ? pieChart(block.title, figure) : plotChart(block.title, figure)}
    ${names.length > 1 ? legend(names, figure.type) : nothing}
    <details><summary>Figures</summary>${pie ? segmentTable(figure) : seriesTable(figure)}</details>
  </figure>`;
}

const SERIES = 6;
const look = (index) => `series-${index % SERIES}`;

/** The pattern laid over everything a series fills; the first has none. */
const hatch = (index) => (index % SERIES === 0 ? 'none' : `url(#hatch-${index % SERIES})`);

function legend(names, type) {
  const sample = (index) =>
    type === 'line'
      ? svg`<path class="line stroke ${look(index)}" d="M0 6 H16" />`
      : svg`<rect class="fill ${look(index)}" width="16" height="12" rx="3" /><rect width="16" height="12" rx="3" fill=${hatch(index)} />`;
  return html`<ul class="legend">${names.map(
    (name, index) =>
      html`<li><svg class="swatch" viewBox="0 0 16 12" aria-hidden="true">${sample(index)}</svg>${name}</li>`,
  )}</ul>`;
}

/** The values of each series in the order of the categories: the data may come in any order. */
const valuesOf = (figure) =>
  figure.series.map((series) =>
    figure.axis_config.categories.map(
      (category) => series.data.find((each) => each.label === category)?.value ?? 0,
    ),
  );

function plotChart(title, figure) {
  const { categories, x_label: xLabel, y_label: yLabel } = figure.axis_config;
  const table = valuesOf(figure);
  const scale = niceScale(table.flat());
  const label = `${figure.type} chart: ${title}. The figures are in the table below.`;
  return html`${yLabel ? html`<p class="axis-label">${yLabel}</p>` : nothing}
    <svg class="plot" viewBox="0 0 ${BOX.width} ${BOX.height}" role="img" aria-label=${label}>
      ${scale.ticks.map((tick) => gridLine(tick, scale))}
      ${figure.type === 'bar' ? barMarks(table, scale, figure) : table.map((values, index) => lineMarks(values, index, scale, figure))}
      ${bands(categories.length).map((band, index) => categoryLabel(band, index, categories))}
    </svg>
    ${xLabel ? html`<p class="axis-label centred">${xLabel}</p>` : nothing}`;
}

function gridLine(tick, scale) {
  const y = yOf(tick, scale);
  return svg`<line class=${tick === 0 ? 'zero' : 'grid'} x1=${BOX.left} x2=${BOX.width - BOX.right} y1=${y} y2=${y} />
    <text class="tick" x=${BOX.left - 8} y=${y + 4} text-anchor="end">${tick.toLocaleString('en-AU')}</text>`;
}

/** Twenty names do not fit side by side: then every second or third is written. */
function categoryLabel(band, index, categories) {
  const every = Math.ceil(Math.max(...categories.map((each) => each.length * 6.5)) / band.width) || 1;
  if (index % every !== 0) return nothing;
  return svg`<text class="tick" x=${band.x + band.width / 2} y=${BOX.height - 12} text-anchor="middle">${categories[index]}</text>`;
}

function barMarks(table, scale, figure) {
  return bars(table, scale).map((bar) => {
    const { name } = figure.series[bar.series];
    const said = `${name}, ${figure.axis_config.categories[bar.category]}: ${table[bar.series][bar.category].toLocaleString('en-AU')}`;
    const box = (classes, fill, title) =>
      svg`<rect class=${classes} fill=${fill} x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx="2">${title}</rect>`;
    const title = svg`<title>${said}</title>`;
    return [box(`fill ${look(bar.series)}`, nothing, title), box('', hatch(bar.series), title)];
  });
}

function lineMarks(values, index, scale, figure) {
  const list = points(values, scale);
  const area =
    figure.type === 'area'
      ? svg`<path class="area fill ${look(index)}" d=${areaPath(list, scale)} />`
      : nothing;
  return svg`${area}<path class="line stroke ${look(index)}" d=${linePath(list)} />
    ${list.map(({ x, y }, at) => svg`<circle class="fill ${look(index)}" cx=${x} cy=${y} r="3"><title>${`${figure.series[index].name}, ${figure.axis_config.categories[at]}: ${values[at].toLocaleString('en-AU')}`}</title></circle>`)}`;
}

function pieChart(title, figure) {
  const label = `Pie chart: ${title}. The figures are in the table below.`;
  const shares = slices(
    figure.segments.map((each) => each.value),
    PIE_RADIUS,
  );
  return html`<svg class="pie" viewBox="-104 -104 208 208" role="img" aria-label=${label}>${shares.map(
    ({ path, share }, index) => {
      const title = svg`<title>${`${figure.segments[index].label}: ${Math.round(share * 100)}%`}</title>`;
      return svg`<path class="slice fill ${look(index)}" d=${path}>${title}</path><path d=${path} fill=${hatch(index)}>${title}</path>`;
    },
  )}</svg>`;
}

function segmentTable(figure) {
  const shares = slices(
    figure.segments.map((each) => each.value),
    PIE_RADIUS,
  );
  return html`<table><thead><tr><th scope="col">Part</th><th scope="col">Value</th><th scope="col">Share</th></tr></thead>
    <tbody>${figure.segments.map(
      (
        each,
        index,
      ) => html`<tr><th scope="row">${each.label}</th><td class="align-right">${each.value.toLocaleString('en-AU')}</td>
        <td class="align-right">${Math.round(shares[index].share * 100)}%</td></tr>`,
    )}</tbody></table>`;
}

function seriesTable(figure) {
  const table = valuesOf(figure);
  return html`<div class="table-scroll" tabindex="0"><table>
    <thead><tr><th scope="col">${figure.axis_config.x_label ?? ''}</th>${figure.series.map((each) => html`<th scope="col">${each.name}</th>`)}</tr></thead>
    <tbody>${figure.axis_config.categories.map(
      (category, row) =>
        html`<tr><th scope="row">${category}</th>${table.map((values) => html`<td class="align-right">${values[row].toLocaleString('en-AU')}</td>`)}</tr>`,
    )}</tbody></table></div>`;
}
