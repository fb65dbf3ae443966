// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';

type Message = ReturnType<typeof msg>;
/** `choices` says in words what a setting may be, where its value does not say it. */
type Words = { name: Message; doc: Message; choices?: Record<string, Message> };

/** Who changes what is published; each setting says of what. */
const editRules = {
  freely: msg`Its owners, freely`,
  reason: msg`Its owners, with a reason`,
  okr_master: msg`OKR masters and administrators alone`,
  never: msg`Nobody`,
};

const noLimit = { 0: msg`no limit` };

const healthDoc = msg`What it weighs in the health of the practice, from 0 to 100.`;

/** The settings we know by name. One that is newer than this client shows the server's own words. */
export const settingWords: Record<string, Words> = {
  organisation_name: {
    name: msg`Name of the organisation`,
    doc: msg`As pages and messages show it.`,
  },
  zone: { name: msg`Time zone`, doc: msg`Where days end, unless a unit has its own zone.` },
  language: { name: msg`Language`, doc: msg`Of messages to people who chose none.` },
  cadence_days: {
    name: msg`Days between check-ins`,
    doc: msg`How often each key result is checked in.`,
  },
  grace_days: {
    name: msg`Days of grace`,
    doc: msg`After a missed check-in, until a key result is outdated.`,
  },
  on_track_gap: {
    name: msg`Still on track`,
    doc: msg`How far behind the expected mark, as a fraction: 0.1 is 10 points.`,
  },
  behind_gap: {
    name: msg`Behind, not yet at risk`,
    doc: msg`How far behind the expected mark; beyond it is at risk.`,
  },
  aspirational_factor: {
    name: msg`Intended end of a stretch`,
    doc: msg`Where an aspirational objective is meant to end: 0.7 is 70%.`,
  },
  quiet_start: {
    name: msg`Quiet start`,
    doc: msg`First part of a period in which nothing is behind or at risk by itself.`,
  },
  objectives_per_unit_max: {
    name: msg`Objectives of a unit`,
    doc: msg`The most it may have in a cycle; 0 is no limit.`,
    choices: noLimit,
  },
  key_results_per_objective_max: {
    name: msg`Key results of an objective`,
    doc: msg`The most it may have; 0 is no limit.`,
    choices: noLimit,
  },
  published_wording: {
    name: msg`Wording after publishing`,
    doc: msg`Who changes titles, and whether an objective is a promise or a stretch.`,
    choices: editRules,
  },
  published_measure: {
    name: msg`Measures after publishing`,
    doc: msg`Who changes how a key result is measured, until when, and what it weighs.`,
    choices: editRules,
  },
  running_measure: {
    name: msg`Measures after the cycle began`,
    doc: msg`The same from the first day of the cycle on; the stricter of both holds.`,
    choices: editRules,
  },
  alignment_levels: {
    name: msg`How far up objectives align`,
    doc: msg`It holds for links that are made from now on.`,
    choices: {
      free: msg`With any unit`,
      same_or_above: msg`With their own unit and units above it`,
      one_up: msg`With the unit directly above`,
    },
  },
  review_required: {
    name: msg`Review before publishing`,
    doc: msg`Which objectives all reviewers must accept before everyone reads them.`,
    choices: {
      never: msg`Never: whoever owns it decides`,
      committed: msg`Committed objectives`,
      always: msg`All objectives`,
    },
  },
  tag_makers: {
    name: msg`New tags`,
    doc: msg`Who makes them while tagging an objective.`,
    choices: {
      everybody: msg`Everybody`,
      keepers: msg`OKR masters and administrators of the whole organisation`,
    },
  },
  health_steps: { name: msg`Health: steps on time`, doc: healthDoc },
  health_check_ins: { name: msg`Health: check-ins`, doc: healthDoc },
  health_writing: { name: msg`Health: writing`, doc: healthDoc },
  health_alignment: { name: msg`Health: alignment`, doc: healthDoc },
  health_fresh: { name: msg`Health: kept up to date`, doc: healthDoc },
  health_meetings: { name: msg`Health: meetings held`, doc: healthDoc },
  sign_in_record_days: {
    name: msg`Days of sign-in records`,
    doc: msg`For so long it is kept who signed in when.`,
  },
  session_days: {
    name: msg`Days until sign-out`,
    doc: msg`After this many days without use a session ends.`,
  },
};
