// SPDX-License-Identifier: Apache-2.0
/** The words of the practice as the API spells them, by the names the client uses. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Absence = Schemas['absence_view'];
export type AlignmentKind = Schemas['alignment_kind'];
export type AlignmentView = Schemas['alignment_view'];
export type CheckIn = Schemas['check_in_view'];
export type CheckInNew = Schemas['check_in_new'];
export type Cycle = Schemas['cycle_view'];
export type Due = Schemas['due_view'];
export type DueRow = Schemas['due_row'];
export type Grant = Schemas['grant_view'];
export type HistoryEntry = Schemas['history_entry'];
export type KeyResult = Schemas['key_result_view'];
export type KeyResultKind = Schemas['kr_kind'];
export type KeyResultNew = Schemas['key_result_new'];
export type KeyResultPatch = Schemas['key_result_patch'];
export type Leader = Schemas['leadership_view'];
export type LinkSecret = Schemas['link_secret'];
export type Me = Schemas['me_view'];
export type Member = Schemas['member_view'];
export type Membership = Schemas['membership_view'];
export type MePatch = Schemas['me_patch'];
export type Milestone = Schemas['milestone'];
export type Objective = Schemas['objective_view'];
export type ObjectiveKind = Schemas['objective_kind'];
export type ObjectiveNew = Schemas['objective_new'];
export type ObjectivePatch = Schemas['objective_patch'];
export type ObjectiveRow = Schemas['objective_row'];
export type OwnStatus = Schemas['own_status'];
export type PeriodRule = Schemas['period_rule'];
export type Person = Schemas['person'];
export type PersonPatch = Schemas['person_patch'];
export type PersonState = Schemas['person_state'];
export type PersonView = Schemas['person_view'];
export type Role = Schemas['role'];
export type Session = Schemas['session_view'];
export type Setting = Schemas['setting_view'];
export type SettingVersion = Schemas['setting_version'];
export type SquadMember = Schemas['squad_member'];
export type Status = Schemas['status'];
export type StatusCounts = Schemas['status_counts'];
export type Token = Schemas['token_view'];
export type TokenSecret = Schemas['token_secret'];
export type TreeBy = Schemas['tree_by'];
export type TreeNode = Schemas['tree_node'];
export type UnitRow = Schemas['unit_row'];
export type UnitType = Schemas['unit_type'];
export type UnitView = Schemas['unit_view'];
export type WhyNode = Schemas['why_node'];
export type WritingDraft = Schemas['writing_draft'];
export type WritingFinding = Schemas['writing_finding'];
export type WritingLevel = Schemas['writing_level'];
export type WritingPart = Schemas['writing_part'];
export type WritingRule = Schemas['writing_rule'];
export type WritingScope = Schemas['writing_scope'];

/** A list of the API: `next` is the value of `after` for the page that follows. */
export type Page<T> = { items: T[]; next: string | null };
