// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBulb, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { suggestionsQuery, targetsQuery } from './alignment';
import { barWords } from './bars';
import classes from './TargetPicker.module.css';

const TYPING_MS = 150;

type Props = {
  objectiveId: number;
  value: number | null;
  onChange: (id: number) => void;
};

/**
 * Chooses what an objective is to hang under: first what could fit and why, then everything of the
 * cycle. What cannot be chosen stays in sight and says why.
 */
export function TargetPicker({ objectiveId, value, onChange }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), TYPING_MS);
  const targets = useQuery({
    ...targetsQuery(objectiveId, q),
    placeholderData: keepPreviousData,
  });
  const suggestions = useQuery(suggestionsQuery(objectiveId));
  const suggested = q === '' ? (suggestions.data?.items ?? []) : [];
  const rest = (targets.data?.items ?? []).filter(
    (one) => !suggested.some((other) => other.id === one.id),
  );
  return (
    <div className={classes.picker}>
      <TextInput
        label={t`Objective above`}
        placeholder={t`Search by title or unit`}
        leftSection={<IconSearch size={15} stroke={1.75} aria-hidden />}
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ProblemNotice error={targets.error} retry={() => targets.refetch()} />
      <ul className={classes.list} aria-label={t`Objectives above`}>
        {suggested.map((one) => {
          const words = one.words.join(', ');
          const why =
            words !== '' ? (
              <Trans>also about: {words}</Trans>
            ) : (
              <Plural value={one.levels} one="of the unit directly above" other="# units above" />
            );
          return (
            <Option key={one.id} one={one} chosen={value === one.id} choose={onChange} why={why} />
          );
        })}
        {rest.map((one) => (
          <Option
            key={one.id}
            one={one}
            chosen={value === one.id}
            choose={onChange}
            bar={one.bar === null ? undefined : t(barWords[one.bar])}
          />
        ))}
        {targets.data && rest.length + suggested.length === 0 && (
          <li className={classes.none}>
            <Trans>Nothing found</Trans>
          </li>
        )}
      </ul>
    </div>
  );
}

type OptionProps = {
  one: { id: number; title: string; unit_name: string };
  chosen: boolean;
  choose: (id: number) => void;
  /** Why it is suggested. */
  why?: ReactNode;
  /** Why it cannot be chosen. */
  bar?: string;
};

function Option({ one, chosen, choose, why, bar }: OptionProps) {
  return (
    <li>
      <button
        type="button"
        className={classes.option}
        aria-pressed={chosen}
        aria-disabled={bar !== undefined}
        onClick={() => bar === undefined && choose(one.id)}
      >
        <span className={classes.title} dir="auto">
          {one.title}
        </span>
        <span className={classes.more}>
          <span dir="auto">{one.unit_name}</span>
          {why && (
            <span className={classes.why}>
              <IconBulb size={13} stroke={1.75} aria-hidden />
              {why}
            </span>
          )}
          {bar && <span>{bar}</span>}
        </span>
      </button>
    </li>
  );
}
