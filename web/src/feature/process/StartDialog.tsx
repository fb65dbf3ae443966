// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCycle, useCycles } from '@/feature/cycle/query';
import { faultsOf } from '@/feature/edit/faults';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { FormDialog } from '@/ui/FormDialog';
import { processTemplatesQuery, useProcessChanged } from './query';
import { previewQuery, startProcess } from './running';
import { useLocalWords } from './words';

type Props = {
  /** The version it is started from; without one it is chosen. */
  versionId?: number;
  /** How many steps that version has. */
  ruleCount?: number;
  close: () => void;
};

/** A version is put to use for a cycle. */
export function StartDialog({ versionId, ruleCount, close }: Props) {
  const { t } = useLingui();
  const { name } = useLocalWords();
  const navigate = useNavigate();
  const changed = useProcessChanged();
  const cycles = useCycles().filter((one) => one.state !== 'closed');
  const now = useCycle();
  const { data: templates = [] } = useQuery(processTemplatesQuery);
  const ready = templates.flatMap((one) =>
    one.published_id === null ? [] : [{ value: String(one.published_id), label: name(one) }],
  );
  const [version, setVersion] = useState<number | null>(versionId ?? null);
  const [cycle, setCycle] = useState<number | null>(now?.id ?? null);
  const [unit, setUnit] = useState<number | null>(null);
  const asked = { version_id: version ?? 0, cycle_id: cycle ?? 0, unit_id: unit };
  const preview = useQuery({
    ...previewQuery(asked),
    enabled: version !== null && cycle !== null,
    placeholderData: keepPreviousData,
  });
  const start = useMutation({
    mutationFn: () => startProcess(asked),
    onSuccess: async (made) => {
      await changed();
      close();
      await navigate({ to: '/process', search: { cycle: made.cycle_id, of: made.id } });
    },
  });
  const { fields, rest } = faultsOf(start.error, ['version_id', 'cycle_id', 'unit_id']);
  return (
    <FormDialog
      title={t`Start a cycle`}
      verb={t`Start`}
      busy={start.isPending}
      error={start.error}
      rest={rest}
      submit={() => start.mutate()}
      close={close}
    >
      {versionId === undefined && (
        <Select
          label={t`Template`}
          data={ready}
          value={version === null ? null : String(version)}
          onChange={(id) => setVersion(id === null ? null : Number(id))}
          error={fields.version_id}
        />
      )}
      <Select
        label={t`Cycle`}
        allowDeselect={false}
        data={cycles.map((one) => ({ value: String(one.id), label: one.name }))}
        value={cycle === null ? null : String(cycle)}
        onChange={(id) => setCycle(id === null ? null : Number(id))}
        error={fields.cycle_id}
      />
      <UnitSelect
        label={t`Only for a unit and everything below it`}
        clearable
        value={unit}
        onChange={setUnit}
        error={fields.unit_id}
      />
      <p>
        {ruleCount !== undefined && (
          <>
            <Plural
              value={ruleCount}
              one="The version has # step."
              other="The version has # steps."
            />{' '}
          </>
        )}
        <Trans>
          Each is made for every unit or person it is meant for, and in every cycle inside this one.
          Units that come later get theirs by themselves.
        </Trans>
      </p>
      <p aria-live="polite">
        {preview.data && (
          <Trans>
            Starting it makes{' '}
            <strong>
              <Plural value={preview.data.steps} one="# step" other="# steps" />
            </strong>{' '}
            in{' '}
            <strong>
              <Plural value={preview.data.units} one="# unit" other="# units" />
            </strong>
            .
          </Trans>
        )}
      </p>
    </FormDialog>
  );
}
