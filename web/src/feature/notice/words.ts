// SPDX-License-Identifier: Apache-2.0
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Notice, NoticeKind, NoticePace } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';

/** What a notice says, in one sentence. */
export function useNoticeSentence(): (notice: Notice) => string {
  const { t } = useLingui();
  const format = useFormat();
  return (notice) => {
    const { count } = notice;
    const who = notice.actor_name ?? t`Somebody`;
    const what = notice.title ?? t`the whole organisation`;
    const day = notice.due_day === null ? '' : format.day(notice.due_day);
    switch (notice.kind) {
      case 'check_in_due':
        return t`${plural(count, { one: '# check-in is due', other: '# check-ins are due' })}, the first by ${day}`;
      case 'check_in_overdue':
        return t`${plural(count, { one: '# check-in is overdue', other: '# check-ins are overdue' })}, the oldest since ${day}`;
      case 'review_asked':
        return t`${who} asks you to review “${what}”`;
      case 'review_answered':
        return notice.note === 'accepted'
          ? t`${who} accepted your draft “${what}”`
          : t`${who} sent your draft “${what}” back`;
      case 'help_asked':
        return t`${who} asks for your help with “${what}”`;
      case 'action_given':
        return t`${who} gave you the action “${what}”`;
      case 'action_due':
        return t`The action “${what}” is due by ${day}`;
      case 'meeting_planned':
        return day === ''
          ? t`${who} planned a check-in meeting of ${what}`
          : t`${who} planned a check-in meeting of ${what} for ${day}`;
      case 'minutes':
        return t`The minutes of the check-in meeting of ${what} on ${day}`;
      case 'role_given':
        return roleSentence();
      case 'objective_changed':
        return notice.subject === 'comment'
          ? t`${who} commented on “${what}”, which you follow`
          : t`${who} changed “${what}”, which you follow`;
      case 'mentioned':
        return t`${who} mentioned you at “${what}”`;
      case 'step_due':
        return t`The step “${what}” is due by ${day}`;
      case 'step_escalated':
        return t`The step “${what}” was due by ${day} and is not done`;
      case 'hand_over':
        return notice.note === 'not_given'
          ? t`The hand-over between you and ${who} was not done: whoever offered it may not give it any more`
          : t`The hand-over between you and ${who} was not done: whoever was to take over cannot do so any more`;
      default:
        return what;
    }

    function roleSentence(): string {
      switch (notice.note) {
        case 'leader':
          return t`You now lead ${what}`;
        case 'okr_master':
          return t`You are now OKR master of ${what}`;
        case 'admin':
          return t`You are now an administrator of ${what}`;
        default:
          return t`You are now a member of ${what}`;
      }
    }
  };
}

/** What kinds of notices are called where one chooses how they come. */
export function useKindNames(): Record<NoticeKind, string> {
  const { t } = useLingui();
  return {
    check_in_due: t`Check-ins that are due`,
    check_in_overdue: t`Check-ins that are overdue`,
    review_asked: t`Reviews asked of you`,
    review_answered: t`Answers to your reviews`,
    help_asked: t`Requests for help`,
    action_given: t`Actions given to you`,
    action_due: t`Actions that are due`,
    meeting_planned: t`Check-in meetings`,
    minutes: t`Minutes of check-in meetings`,
    role_given: t`Your roles`,
    objective_changed: t`What you follow`,
    mentioned: t`Mentions`,
    step_due: t`Steps that are due`,
    step_escalated: t`Steps that are late`,
    hand_over: t`Hand-overs that were not done`,
    digest: t`The weekly digest`,
  };
}

export function usePaceNames(): Record<NoticePace, string> {
  const { t } = useLingui();
  return {
    at_once: t`At once`,
    daily: t`Daily`,
    weekly: t`Weekly`,
    never: t`Never`,
  };
}

/** The page a notice leads to. */
export function noticeTarget(notice: Notice): {
  to: string;
  params?: { id: number };
  search?: { step: number };
} {
  if (notice.objective_id !== null) {
    return { to: '/objectives/$id', params: { id: notice.objective_id } };
  }
  if (notice.subject === 'meeting') {
    return { to: '/meetings/$id', params: { id: notice.subject_id } };
  }
  if (notice.subject === 'step') {
    return { to: '/process', search: { step: notice.subject_id } };
  }
  if (notice.subject === 'hand_over') {
    return { to: '/desk' };
  }
  if (notice.kind === 'check_in_due' || notice.kind === 'check_in_overdue') {
    return { to: '/check-in' };
  }
  if (notice.unit_id !== null && notice.kind === 'role_given') {
    return { to: '/units/$id', params: { id: notice.unit_id } };
  }
  return { to: '/' };
}
