// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReorgStep } from '@/api/types';
import { unitTypes } from '@/feature/unit/words';

function UnitLink({ id, name }: { id: number | null; name: string | null }): ReactNode {
  if (id === null) return <strong dir="auto">{name}</strong>;
  return (
    <Link to="/units/$id" params={{ id }} dir="auto">
      {name}
    </Link>
  );
}

/** A step in one sentence. */
export function StepText({ step }: { step: ReorgStep }) {
  const unit = <UnitLink id={step.unit_id} name={step.unit_name} />;
  const into = <UnitLink id={step.into_id} name={step.into_name} />;
  switch (step.kind) {
    case 'rename':
      return <Renamed step={step} unit={unit} />;
    case 'move':
      if (step.into_id === null) return <Trans>{unit} moves to the top</Trans>;
      return (
        <Trans>
          {unit} moves under {into}
        </Trans>
      );
    case 'merge':
      return (
        <Trans>
          {unit} becomes part of {into}
        </Trans>
      );
    case 'close':
      if (step.into_id === null) return <Trans>{unit} ends</Trans>;
      return (
        <Trans>
          {unit} ends; {into} takes over
        </Trans>
      );
    case 'split':
      return <SplitOff step={step} unit={unit} />;
  }
}

function Renamed({ step, unit }: { step: ReorgStep; unit: ReactNode }) {
  const { t } = useLingui();
  const type = step.type ? t(unitTypes[step.type]) : null;
  const name = <strong dir="auto">{step.name}</strong>;
  if (step.name === null)
    return (
      <Trans>
        {unit} becomes a {type}
      </Trans>
    );
  if (type === null)
    return (
      <Trans>
        {unit} is called {name}
      </Trans>
    );
  return (
    <Trans>
      {unit} is called {name}, {type}
    </Trans>
  );
}

function SplitOff({ step, unit }: { step: ReorgStep; unit: ReactNode }) {
  const made = <UnitLink id={step.made_id} name={step.made_name ?? step.name} />;
  return (
    <>
      <Trans>
        {made} splits off from {unit}
      </Trans>{' '}
      (<Plural value={step.parts.length} one="# thing goes along" other="# things go along" />)
    </>
  );
}
