// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconArrowRight,
  IconSearch,
  IconSitemap,
  IconTargetArrow,
  IconUser,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ComponentType, type KeyboardEvent, useId, useState } from 'react';
import { useCycle } from '@/feature/cycle/query';
import { objectivesQuery } from '@/feature/objective/query';
import { peopleQuery } from '@/feature/person/query';
import { unitsFoundQuery } from '@/feature/unit/query';
import { Dialog } from '@/ui/Dialog';
import { fuzzyFind } from '@/ui/fuzzy';
import classes from './Search.module.css';

type Hit = {
  key: string;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  text: string;
  aside?: string;
  go: () => unknown;
};

const TYPING_MS = 120;
const HITS_MAX = 6;

function useActions(showShortcuts: () => void): Hit[] {
  const { t } = useLingui();
  const navigate = useNavigate();
  const icon = IconArrowRight;
  return [
    { key: 'a1', icon, text: t`Check in what is due`, go: () => navigate({ to: '/check-in' }) },
    { key: 'a2', icon, text: t`New objective`, go: () => navigate({ to: '/objectives/new' }) },
    { key: 'a3', icon, text: t`Home`, go: () => navigate({ to: '/' }) },
    { key: 'a4', icon, text: t`Tree`, go: () => navigate({ to: '/tree' }) },
    { key: 'a5', icon, text: t`Units`, go: () => navigate({ to: '/units' }) },
    { key: 'a6', icon, text: t`People`, go: () => navigate({ to: '/people' }) },
    { key: 'a7', icon, text: t`Account`, go: () => navigate({ to: '/account' }) },
    { key: 'a8', icon, text: t`Settings`, go: () => navigate({ to: '/settings' }) },
    { key: 'a9', icon, text: t`Shortcuts`, go: showShortcuts },
  ];
}

/** Objectives of the cycle, people, units and actions, the nearest first. */
function useHits(typed: string, actions: Hit[]): { hits: Hit[]; reading: boolean } {
  const navigate = useNavigate();
  const cycle = useCycle();
  const [q] = useDebouncedValue(typed.trim(), TYPING_MS);
  const asked = q.length > 1;
  const objectives = useQuery({
    ...objectivesQuery({ cycle_id: cycle?.id }),
    enabled: asked && cycle !== null,
  });
  const people = useQuery({
    ...peopleQuery({ q }, HITS_MAX),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  const units = useQuery({
    ...unitsFoundQuery(q),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  if (!asked) return { hits: actions, reading: false };
  const hits: Hit[] = [
    ...fuzzyFind(q, objectives.data ?? [], (one) => one.title, HITS_MAX).map((one) => ({
      key: `o${one.id}`,
      icon: IconTargetArrow,
      text: one.title,
      aside: one.unit_name,
      go: () => navigate({ to: '/objectives/$id', params: { id: one.id } }),
    })),
    ...(people.data?.items ?? []).map((one) => ({
      key: `p${one.id}`,
      icon: IconUser,
      text: one.name,
      go: () => navigate({ to: '/people/$id', params: { id: one.id } }),
    })),
    ...(units.data?.items ?? []).slice(0, HITS_MAX).map((one) => ({
      key: `u${one.id}`,
      icon: IconSitemap,
      text: one.name,
      go: () => navigate({ to: '/units/$id', params: { id: one.id } }),
    })),
    ...fuzzyFind(q, actions, (one) => one.text, HITS_MAX),
  ];
  return { hits, reading: objectives.isFetching || people.isFetching || units.isFetching };
}

/** Ctrl+K: type a few letters, Enter goes there. */
export default function Search(props: { close: () => void; showShortcuts: () => void }) {
  const { t } = useLingui();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const { hits, reading } = useHits(typed, useActions(props.showShortcuts));
  const index = Math.min(chosen, hits.length - 1);

  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    props.close();
    hit.go();
  };
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step) setChosen((index + step + hits.length) % Math.max(hits.length, 1));
    else if (event.key === 'Enter') go(hits[index]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog
      opened
      onClose={props.close}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12dvh"
      title={t`Search`}
      classNames={{ header: 'visually-hidden' }}
    >
      <div className={classes.field}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          className={classes.input}
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}-hits`}
          aria-activedescendant={hits[index] ? `${id}-${hits[index].key}` : undefined}
          aria-label={t`Search objectives, people, units and actions`}
          placeholder={t`Search objectives, people, units and actions`}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div id={`${id}-hits`} role="listbox" aria-label={t`Found`} className={classes.hits}>
        {hits.map(({ key, icon: Icon, text, aside, ...hit }, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the hit
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are read by the field
          <div
            key={key}
            id={`${id}-${key}`}
            role="option"
            aria-selected={place === index}
            className={classes.hit}
            onMouseMove={() => setChosen(place)}
            onClick={() => go({ key, icon: Icon, text, ...hit })}
          >
            <Icon size={16} stroke={1.75} aria-hidden />
            <span className={classes.text} dir="auto">
              {text}
            </span>
            {aside && (
              <span className={classes.aside} dir="auto">
                {aside}
              </span>
            )}
          </div>
        ))}
      </div>
      {hits.length === 0 && !reading && (
        <p className={classes.none}>
          <Trans>Nothing found for “{typed.trim()}”.</Trans>
        </p>
      )}
    </Dialog>
  );
}
