// SPDX-License-Identifier: Apache-2.0
/* The minutes of a meeting as a text of their own, in Markdown or plain. */
import type { Meeting, MeetingItem } from '@/api/types';
import type { Format } from '@/locale/format';

export type MinuteWords = {
  title: string;
  there: string;
  actions: string;
  nobody: string;
  kind: (item: MeetingItem) => string;
};

/** Actions that were agreed in this meeting. */
export function agreedIn(meeting: Meeting): Meeting['actions'] {
  return meeting.actions.filter((one) => one.source === 'meeting' && one.source_id === meeting.id);
}

/** Actions of before that were open when it began. */
export function agreedBefore(meeting: Meeting): Meeting['actions'] {
  const agreed = new Set(agreedIn(meeting).map((one) => one.id));
  return meeting.actions.filter((one) => !agreed.has(one.id) && one.state !== 'dropped');
}

/** Whether an item says anything: a note, or a change. */
export function saysSomething(item: MeetingItem): boolean {
  return item.note !== null || !['steady', 'round', 'actions'].includes(item.kind);
}

/** "30% → 40%"; null when there is nothing to compare. */
export function changeOf(item: MeetingItem, format: Format): string | null {
  if (item.key_result_id === null || item.contribution_now === null) return null;
  const now = format.percent(item.contribution_now);
  if (item.contribution_before === null) return now;
  const before = format.percent(item.contribution_before);
  return before === now ? now : `${before} \u2192 ${now}`;
}

export function minutesOf(meeting: Meeting, words: MinuteWords, format: Format): string {
  const lines = [`# ${words.title}`, '', `${meeting.unit_name} \u00b7 ${meeting.cycle_name}`];
  const names = meeting.attendance.map((one) => one.person_name).join(', ');
  lines.push('', `**${words.there}:** ${names || words.nobody}`);
  if (meeting.note) lines.push('', meeting.note);
  for (const item of meeting.items.filter(saysSomething)) {
    const change = changeOf(item, format);
    const kind = words.kind(item);
    lines.push('', `## ${item.title ?? kind}`, '');
    if (item.title) lines.push([kind, change].filter(Boolean).join(' \u00b7 '));
    if (item.note) lines.push('', item.note);
  }
  const actions = agreedIn(meeting);
  if (actions.length > 0) lines.push('', `## ${words.actions}`, '');
  for (const one of actions) {
    const more = [one.owner_name, one.due_day && format.day(one.due_day)].filter(Boolean);
    lines.push(`- ${one.title}${more.length > 0 ? ` (${more.join(', ')})` : ''}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The same without the marks of Markdown. */
export function plainOf(markdown: string): string {
  return markdown.replace(/^#+ /gm, '').replace(/\*\*(.+?)\*\*/g, '$1');
}

/** Longer addresses are cut short by some mail programs. */
const MAIL_MAX = 1_900;

/**
 * The address that opens a new mail with the minutes. Where they are too long for one it holds only
 * where they can be read: half of them would be worse than none.
 */
export function mailOf(title: string, text: string, place: string): string {
  const address = (body: string) =>
    `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
  const whole = address(`${text}\n${place}\n`.replaceAll('\n', '\r\n'));
  return whole.length <= MAIL_MAX ? whole : address(`${place}\r\n`);
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
