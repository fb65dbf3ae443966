// SPDX-License-Identifier: Apache-2.0
/** The mark of Koers: a compass needle on its way north-east. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden focusable="false">
      <rect width="20" height="20" rx="5.5" fill="var(--k-accent)" />
      <path d="M14.9 5.1 11.3 11.3 5.1 14.9 8.7 8.7z" fill="var(--k-page)" />
      <circle cx="10" cy="10" r="1.35" fill="var(--k-accent)" />
    </svg>
  );
}
