// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, Textarea, TextInput } from '@mantine/core';
import type { BlockerType } from '@/api/types';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import classes from './BlockerFields.module.css';
import type { BlockerDraft } from './form';
import { blockerTypes } from './words';

type Props = {
  draft: BlockerDraft;
  change: (next: Partial<BlockerDraft>) => void;
  faults: Record<string, string | undefined>;
};

/** What is in the way, and of whom one asks help. */
export function BlockerFields({ draft, change, faults }: Props) {
  const { t } = useLingui();
  return (
    <div className={classes.fields}>
      <Select
        label={t`What kind of thing?`}
        allowDeselect={false}
        data={Object.entries(blockerTypes).map(([value, label]) => ({ value, label: t(label) }))}
        value={draft.type}
        onChange={(value) => value && change({ type: value as BlockerType })}
        error={faults.type}
      />
      <Textarea
        label={t`What is in the way?`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        error={faults.text}
      />
      <Select
        label={t`Whom do you ask for help?`}
        allowDeselect={false}
        data={[
          { value: 'nobody', label: t`nobody yet` },
          { value: 'unit', label: t`the leaders of a unit` },
          { value: 'person', label: t`a person` },
        ]}
        value={draft.asked}
        onChange={(value) => value && change({ asked: value as BlockerDraft['asked'] })}
      />
      {draft.asked === 'unit' && (
        <UnitSelect
          label={t`Unit`}
          value={draft.unitId}
          onChange={(unitId) => change({ unitId })}
          error={faults.asked_unit_id}
        />
      )}
      {draft.asked === 'person' && (
        <PersonSelect
          label={t`Person`}
          value={draft.personId}
          onChange={(personId) => change({ personId })}
          error={faults.asked_person_id}
        />
      )}
      {draft.asked !== 'nobody' && (
        <TextInput
          label={t`What would help?`}
          dir="auto"
          maxLength={2000}
          value={draft.request}
          onChange={(event) => change({ request: event.currentTarget.value })}
          error={faults.request}
        />
      )}
    </div>
  );
}
