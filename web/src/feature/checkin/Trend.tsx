// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { CheckIn, KeyResult } from '@/api/types';
import { dayToDate } from '@/locale/format';
import { useLocale } from '@/locale/LocaleProvider';
import classes from './Trend.module.css';

const HEIGHT = 180;

const seconds = (day: string) => dayToDate(day).getTime() / 1000;

type Point = { at: number; value: number | null; line: number | null; upper: number | null };

/** The corners of what is wanted: from start to target, bent at the interim targets. */
function cornersOf(keyResult: KeyResult): [time: number, value: number][] {
  const { start_value: start, target_value: target, interim_targets: interims } = keyResult;
  if (start === null || target === null) return [];
  return [
    [seconds(keyResult.effective_start_day), start],
    ...interims.map((one): [number, number] => [seconds(one.day), one.value]),
    [seconds(keyResult.effective_due_day), target],
  ];
}

/** What is wanted at a time: on the line, else the border that is to be kept. */
function wanted(keyResult: KeyResult, corners: [number, number][], time: number): number | null {
  if (corners.length === 0) return keyResult.target_value ?? keyResult.low_value;
  const after = corners.findIndex(([at]) => at >= time);
  const right = corners[after];
  const left = corners[after - 1];
  if (!right) return null;
  if (!left) return right[0] === time ? right[1] : null;
  return left[1] + ((right[1] - left[1]) * (time - left[0])) / (right[0] - left[0]);
}

/**
 * The check-ins in time, with what was wanted when. Drawn from what the server says; the list below
 * says the same in words.
 */
function pointsOf(keyResult: KeyResult, checkIns: readonly CheckIn[]): uPlot.AlignedData {
  const corners = cornersOf(keyResult);
  const point = (at: number, value: number | null): Point => ({
    at,
    value,
    line: wanted(keyResult, corners, at),
    upper: keyResult.high_value,
  });
  const ends = [keyResult.effective_start_day, keyResult.effective_due_day].map(seconds);
  const byTime = new Map<number, Point>();
  for (const time of [...ends, ...corners.map(([at]) => at)]) byTime.set(time, point(time, null));
  // The newest of a day comes first in the list, and is the one that counts.
  for (const one of [...checkIns].reverse()) {
    const time = seconds(one.day);
    byTime.set(time, point(time, one.value));
  }
  const points = [...byTime.values()].sort((a, b) => a.at - b.at);
  return [
    points.map((p) => p.at),
    points.map((p) => p.line),
    points.map((p) => p.upper),
    points.map((p) => p.value),
  ];
}

const color = (element: Element, name: string) => getComputedStyle(element).getPropertyValue(name);

export default function Trend(props: { keyResult: KeyResult; checkIns: readonly CheckIn[] }) {
  const { keyResult, checkIns } = props;
  const { t } = useLingui();
  const { format } = useLocale();
  const scheme = useComputedColorScheme();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = place.current;
    if (!element || !scheme) return;
    const [dim, grid, accent, page] = ['--k-dim', '--k-line', '--k-accent', '--k-page'].map(
      (name) => color(element, name),
    );
    const axis = {
      stroke: dim,
      grid: { stroke: grid, width: 1 },
      ticks: { show: false },
      font: "11px 'Inter Variable', system-ui, sans-serif",
    };
    const day = (time: number) => format.dayShort(new Date(time * 1000).toISOString().slice(0, 10));
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: true } },
        axes: [
          {
            ...axis,
            grid: { show: false },
            size: 28,
            space: 72,
            values: (_, times) => times.map(day),
          },
          {
            ...axis,
            size: 56,
            values: (_, values) => values.map((value) => format.decimal(value)),
          },
        ],
        series: [
          {},
          { stroke: dim, width: 1, dash: [4, 4], points: { show: false }, spanGaps: true },
          { stroke: dim, width: 1, dash: [4, 4], points: { show: false }, spanGaps: true },
          {
            stroke: accent,
            width: 2,
            spanGaps: true,
            points: { show: true, size: 7, width: 2, stroke: accent, fill: page },
          },
        ],
      },
      pointsOf(keyResult, checkIns),
      element,
    );
    const watch = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [keyResult, checkIns, format, scheme]);

  return <div ref={place} className={classes.trend} role="img" aria-label={t`Values over time`} />;
}
