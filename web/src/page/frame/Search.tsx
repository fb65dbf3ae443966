// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconArrowRight,
  IconGauge,
  IconSearch,
  IconSitemap,
  IconTargetArrow,
  IconUser,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ComponentType, type KeyboardEvent, useId, useState } from 'react';
import type { SearchHit } from '@/api/types';
import { useCycles } from '@/feature/cycle/query';
import { searchQuery } from '@/feature/explore/query';
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
    { key: 'a10', icon, text: t`Explore`, go: () => navigate({ to: '/explore' }) },
    { key: 'a5', icon, text: t`Units`, go: () => navigate({ to: '/units' }) },
    { key: 'a6', icon, text: t`People`, go: () => navigate({ to: '/people' }) },
    { key: 'a7', icon, text: t`Account`, go: () => navigate({ to: '/account' }) },
    { key: 'a8', icon, text: t`Settings`, go: () => navigate({ to: '/settings' }) },
    { key: 'a9', icon, text: t`Shortcuts`, go: showShortcuts },
  ];
}

const icons = {
  objective: IconTargetArrow,
  key_result: IconGauge,
  person: IconUser,
  unit: IconSitemap,
} as const;

/** Where something is, and when: "Checkout team, Q3". */
function useAside() {
  const cycles = useCycles();
  return (hit: SearchHit) => {
    const cycle = cycles.find((one) => one.id === hit.cycle_id)?.name;
    return [hit.unit_name, cycle].filter(Boolean).join(' \u00b7 ') || undefined;
  };
}

function useGo() {
  const navigate = useNavigate();
  return (hit: SearchHit) => {
    const cycle = hit.cycle_id ?? undefined;
    if (hit.kind === 'person') return navigate({ to: '/people/$id', params: { id: hit.id } });
    if (hit.kind === 'unit') return navigate({ to: '/units/$id', params: { id: hit.id } });
    const id = hit.objective_id ?? hit.id;
    const kr = hit.kind === 'key_result' ? hit.id : undefined;
    return navigate({ to: '/objectives/$id', params: { id }, search: { cycle, kr } });
  };
}

/** Objectives, key results, people, units and actions. */
function useHits(typed: string, actions: Hit[]) {
  const go = useGo();
  const aside = useAside();
  const [q] = useDebouncedValue(typed.trim(), TYPING_MS);
  const asked = q.length > 1;
  const found = useQuery({
    ...searchQuery(q, HITS_MAX),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  if (!asked) return { hits: actions, reading: false, near: false };
  const hits: Hit[] = [
    ...(found.data?.hits ?? []).map((hit) => ({
      key: `${hit.kind}${hit.id}`,
      icon: icons[hit.kind],
      text: hit.title,
      aside: aside(hit),
      go: () => go(hit),
    })),
    ...fuzzyFind(q, actions, (one) => one.text, HITS_MAX),
  ];
  return { hits, reading: found.isFetching, near: found.data?.near ?? false };
}

/** Ctrl+K: type a few letters, Enter goes there. */
export default function Search(props: { close: () => void; showShortcuts: () => void }) {
  const { t } = useLingui();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const { hits, reading, near } = useHits(typed, useActions(props.showShortcuts));
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
          aria-label={t`Search objectives, key results, people and units`}
          placeholder={t`Search objectives, key results, people and units`}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
      </div>
      {near && (
        <p className={classes.near}>
          <Trans>Nothing is called “{typed.trim()}”. This comes near:</Trans>
        </p>
      )}
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
