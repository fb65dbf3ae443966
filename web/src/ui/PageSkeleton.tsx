// SPDX-License-Identifier: Apache-2.0
import { Skeleton } from '@mantine/core';
import classes from './Page.module.css';
import skeleton from './PageSkeleton.module.css';

export function RowsSkeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div className={skeleton.rows} aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all rows are the same
        <Skeleton key={index} height={14} width={`${88 - ((index * 17) % 40)}%`} radius="sm" />
      ))}
    </div>
  );
}

/** Shown while a page loads for longer than one notices. */
export function PageSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <Skeleton height={22} width="40%" radius="sm" />
      <RowsSkeleton rows={8} />
    </div>
  );
}
