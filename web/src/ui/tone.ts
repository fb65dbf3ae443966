// SPDX-License-Identifier: Apache-2.0
/** What a colour says. Never the only carrier: an icon and a word stand beside it. */
export type Tone = 'accent' | 'good' | 'warn' | 'bad' | 'idle';
