// SPDX-License-Identifier: Apache-2.0
// The picture of doc/performance.md: each mark that has a target, as a dot where it stands from its line.
//
//     node build/test/js/bench/picture.js > doc/marks.svg
//
// It is drawn from doc/marks.json, the newest figure of each mark: what build/bench.json has, and the day.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../support/place.ts';

/** A mark as it was measured: its ratio with quartiles (null: one figure), of which `target` is wanted. */
export interface Figure {
  mark: number;
  work: string;
  people: number | null;
  ratio: number;
  target: number;
  q1: number | null;
  q3: number | null;
  day: string;
}

const LEFT = 330; // where the scale begins
const WIDTH = 860;
const RIGHT = WIDTH - 120; // where it ends
const ROW = 24;
const TOP = 54;
const TICKS = [0.5, 1, 2, 5, 10, 20];
const LEAST = 0.4;
const MOST = 32;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Where so many times a target lies: the scale is logarithmic, and has two ends. */
function x(times: number): number {
  const share = Math.log(Math.min(MOST, Math.max(LEAST, times)) / LEAST) / Math.log(MOST / LEAST);
  return Math.round((LEFT + share * (RIGHT - LEFT)) * 10) / 10;
}

function tick(times: number, bottom: number): string {
  const at = x(times);
  return [
    `<line class="${times === 1 ? 'target' : 'tick'}" x1="${at}" y1="${TOP - 14}" x2="${at}" y2="${bottom}"/>`,
    `<text class="small" text-anchor="middle" x="${at}" y="${TOP - 20}">${times === 1 ? 'the mark' : `× ${times}`}</text>`,
  ].join('\n');
}

function dot(met: boolean, at: number, y: number): string {
  if (met) return `<circle class="met" cx="${at}" cy="${y}" r="5"/>`;
  return `<path class="missed" d="M${at - 6} ${y}l6 -6l6 6l-6 6z"/>`;
}

function row(figure: Figure, i: number): string {
  const { mark, work, people, ratio, target, q1, q3 } = figure;
  const y = TOP + i * ROW + ROW / 2;
  const whose = people === null ? '' : `, ${people.toLocaleString('en')} people`;
  const spread = q1 === null || q3 === null ? [] : [`<line class="spread" x1="${x(q1 / target)}" y1="${y}" x2="${x(q3 / target)}" y2="${y}"/>`];
  return [
    `<text text-anchor="end" x="26" y="${y + 4}">${mark}</text>`,
    `<text x="36" y="${y + 4}">${escaped(work)}<tspan class="small">${whose}</tspan></text>`,
    ...spread,
    dot(ratio >= target, x(ratio / target), y),
    `<text class="small" x="${RIGHT + 14}" y="${y + 4}">${ratio.toFixed(2)} of ${target.toFixed(2)}</text>`,
  ].join('\n');
}

/** Draws the figures, in their order. */
export function picture(figures: Figure[]): string {
  const bottom = TOP + figures.length * ROW;
  const missed = figures.filter(({ ratio, target }) => ratio < target).length;
  const days = figures.map(({ day }) => day).sort();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 34}" role="img" aria-labelledby="title">
<title id="title">Where each mark stands: ${figures.length - missed} of ${figures.length} are met</title>
<style>
svg { background: #fff }
text { font: 13px sans-serif; fill: #1c2730 }
.small { font-size: 11px; fill: #51606c }
.tick { stroke: #dfe5ea }
.target { stroke: #1c2730; stroke-dasharray: 3 3 }
.spread { stroke: #8a98a4; stroke-width: 3; stroke-linecap: round }
.met { fill: #0a6b50 }
.missed { fill: #fff; stroke: #b23a0e; stroke-width: 2 }
</style>
<text class="small" x="36" y="${TOP - 20}">median, and where half of the rounds lie</text>
${TICKS.map((times) => tick(times, bottom)).join('\n')}
${figures.map(row).join('\n')}
<circle class="met" cx="42" cy="${bottom + 18}" r="5"/>
<text class="small" x="52" y="${bottom + 22}">met</text>
<path class="missed" d="M86 ${bottom + 18}l6 -6l6 6l-6 6z"/>
<text class="small" x="104" y="${bottom + 22}">not met</text>
<text class="small" text-anchor="end" x="${WIDTH - 14}" y="${bottom + 22}">measured ${days[0]} to ${days.at(-1)}</text>
</svg>
`;
}

export const figures = (): Figure[] => JSON.parse(readFileSync(join(root, 'doc/marks.json'), 'utf8')) as Figure[];

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(picture(figures()));
