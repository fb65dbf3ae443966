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

type Point = { at: number; value: number | null; line: number | null };

/**
 * The check-ins in time, with the straight line from start to target where there is one. Drawn
 * from what the server says; the table below it says the same in words.
 */
function pointsOf(keyResult: KeyResult, checkIns: readonly CheckIn[]): uPlot.AlignedData {
  const { start_value: start, target_value: target } = keyResult;
  const first = seconds(keyResult.effective_start_day);
  const last = seconds(keyResult.effective_due_day);
  const straight = start !== null && target !== null && last > first;
  const at = (time: number) =>
    straight && time >= first && time <= last
      ? start + ((target - start) * (time - first)) / (last - first)
      : straight || target === null
        ? null
        : target;
  const byTime = new Map<number, Point>();
  for (const time of [first, last]) byTime.set(time, { at: time, value: null, line: at(time) });
  // The newest of a day comes first in the list, and is the one that counts.
  for (const one of [...checkIns].reverse()) {
    const time = seconds(one.day);
    byTime.set(time, { at: time, value: one.value, line: at(time) });
  }
  const points = [...byTime.values()].sort((a, b) => a.at - b.at);
  return [points.map((p) => p.at), points.map((p) => p.line), points.map((p) => p.value)];
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
