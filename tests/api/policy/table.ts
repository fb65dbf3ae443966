// SPDX-License-Identifier: Apache-2.0
// What the tables of policy/ are written in: the verbs, the people who try, and a row for each operation.
import type { Client, Json, Reply } from '../../support/client.ts';
import type { Company, Person } from '../../support/company.ts';

export type Relation = 'own' | 'own_unit' | 'below' | 'elsewhere' | 'invited';
export type Role = 'member' | 'leader' | 'okr_master' | 'admin';

const team: Relation[] = ['own', 'own_unit'];
const under: Relation[] = ['own_unit', 'below'];

export const verbs = {
  draft_read: { member: ['own', 'invited'], leader: under, okr_master: under, admin: under },
  objective_create: { member: team, leader: under, okr_master: under, admin: under },
  objective_edit: { member: ['own'], leader: under, okr_master: under, admin: under },
  published_edit: { member: [], leader: [], okr_master: under, admin: under },
  objective_publish: { member: ['own'], leader: under, okr_master: under, admin: under },
  review: { member: ['invited'], leader: [], okr_master: [], admin: [] },
  check_in: { member: team, leader: under, okr_master: under, admin: under },
  check_in_correct: { member: ['own'], leader: under, okr_master: under, admin: under },
  initiative_edit: { member: team, leader: under, okr_master: under, admin: under },
  meeting_run: { member: team, leader: under, okr_master: under, admin: under },
  align: { member: ['own'], leader: under, okr_master: under, admin: under },
  reflect: { member: team, leader: under, okr_master: under, admin: under },
  cycle_edit: { member: [], leader: [], okr_master: under, admin: under },
  unit_edit: { member: [], leader: under, okr_master: under, admin: under },
  unit_close: { member: [], leader: [], okr_master: [], admin: under },
  member_edit: { member: [], leader: under, okr_master: under, admin: under },
  stand_in: { member: ['own'], leader: under, okr_master: under, admin: under },
  grant: { member: [], leader: under, okr_master: under, admin: under },
  grant_high: { member: [], leader: [], okr_master: [], admin: under },
  person_edit: { member: [], leader: [], okr_master: [], admin: under },
  setting_edit: { member: [], leader: [], okr_master: [], admin: under },
  organisation_edit: { member: [], leader: [], okr_master: [], admin: under },
  okr_import: { member: [], leader: [], okr_master: under, admin: under },
  strategy_edit: { member: [], leader: under, okr_master: under, admin: under },
  template_edit: { member: [], leader: [], okr_master: under, admin: under },
  process_edit: { member: [], leader: [], okr_master: under, admin: under },
  tag_edit: { member: [], leader: [], okr_master: under, admin: under },
  comment_edit: { member: ['own'], leader: [], okr_master: [], admin: [] },
  comment_delete: { member: ['own'], leader: [], okr_master: [], admin: under },
  handbook_edit: { member: [], leader: [], okr_master: under, admin: under },
  squad_read: { member: [], leader: under, okr_master: [...under, 'elsewhere'], admin: under },
  squad_work: { member: [], leader: [], okr_master: under, admin: under },
  health_record: { member: ['own'], leader: under, okr_master: under, admin: under },
} satisfies Record<string, Record<Role, Relation[]>>;

/** Somebody, and how a thing of Netherlands lies to them. */
export interface Cell {
  name: string;
  role: Role;
  relation: Relation;
  /** Held for the whole organisation, so that it also counts for what lies in no unit. */
  whole?: boolean;
  /** Owns the key result, but not its objective. */
  measureOnly?: boolean;
  /** Was asked to review the drafts that are under review. */
  reviewer?: boolean;
  person: Person;
}

export interface Row {
  /** Everybody who signed in, when there is none. */
  verb?: keyof typeof verbs;
  status?: number;
  /** Lies in no unit. */
  whole?: boolean;
  /** Lies in the top unit, for which a role above is held as well. */
  top?: boolean;
  /** Is only made now, so nobody owns it yet. */
  fresh?: boolean;
  /** Of a key result or an action, whose owner counts as well. */
  measured?: boolean;
  /** It has no co-owners: one of an objective is a stranger to it. */
  alone?: boolean;
  /** A draft that the reviewer was asked to read. */
  reviewed?: boolean;
  /** To those who may not read it it must not seem to exist. */
  hidden?: boolean;
  /** Who may read it, when it is no draft of an objective. */
  sees?: keyof typeof verbs;
  make?: (on: Company, cells: Cells) => Promise<Json>;
  call: (client: Client, subject: Json, on: Company, cells: Cells) => Promise<Reply>;
}

export class Cells {
  readonly list: Cell[] = [];

  get(name: string): Person {
    const cell = this.list.find((one) => one.name === name);
    if (!cell) throw new Error(`nobody is called ${name}`);
    return cell.person;
  }
}

export type Rows = Record<string, Row>;

export const read = (path: (on: Company, subject: Json) => string, make?: Row['make']): Row => ({
  make,
  call: (c, subject, on) => c.get(path(on, subject)),
});
