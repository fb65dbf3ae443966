// SPDX-License-Identifier: Apache-2.0
/*
 * Writing help: it is live, names its rule, and never keeps anybody from saving. The rules are few
 * and plain, so that a hint is nearly always right.
 */
import { msg } from '@lingui/core/macro';

export type Rule = { name: ReturnType<typeof msg>; hint: ReturnType<typeof msg> };

const qualitative: Rule = {
  name: msg`Objectives are qualitative`,
  hint: msg`The number may belong in a key result.`,
};
const short: Rule = {
  name: msg`Short enough to remember`,
  hint: msg`Most people can repeat ten words; details fit below.`,
};
const one: Rule = { name: msg`One aim at a time`, hint: msg`This may be two objectives.` };
const measurable: Rule = {
  name: msg`Key results are outcomes`,
  hint: msg`This sounds like a task. What will be different when it is done?`,
};

/** Longer titles are cut in lists. */
const TITLE_LENGTH = 110;

export function adviceOnObjective(title: string): Rule[] {
  const rules: Rule[] = [];
  if (/\d+([.,]\d+)?\s?(%|€|\$|k\b|m\b|mln)|\b(by|met|to|naar)\s\d/i.test(title)) {
    rules.push(qualitative);
  }
  if (title.length > TITLE_LENGTH) rules.push(short);
  if (title.split(/;|\b(?:and|en)\b|&/i).length > 2) rules.push(one);
  return rules;
}

export function adviceOnKeyResult(title: string): Rule[] {
  const task =
    /^(implement|launch|create|write|organi[sz]e|develop|make|do|start|implementeer|lanceer|maak|schrijf|organiseer|ontwikkel)\b/i;
  return task.test(title.trim()) ? [measurable] : [];
}
