// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Select, Textarea } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Cause } from '@/api/types';
import classes from './Retrospective.module.css';
import { causeWords } from './words';

export type RetrospectiveDraft = {
  worked: string;
  notWorked: string;
  causes: { cause: Cause; note: string }[];
};

type Props = {
  draft: RetrospectiveDraft;
  change: (next: Partial<RetrospectiveDraft>) => void;
  /** Saving was tried: a cause without a word is said. */
  tried: boolean;
};

const CAUSES = Object.keys(causeWords) as Cause[];
const CAUSES_MAX = 40;

/** What worked, what did not, and why: notes, not votes. */
export function RetrospectiveFields({ draft, change, tried }: Props) {
  const { t } = useLingui();
  const put = (at: number, next: Partial<{ cause: Cause; note: string }>) =>
    change({
      causes: draft.causes.map((one, place) => (place === at ? { ...one, ...next } : one)),
    });
  const area = { dir: 'auto', autosize: true, minRows: 3, maxRows: 14, maxLength: 10_000 } as const;
  return (
    <>
      <Textarea
        {...area}
        label={t`What worked?`}
        value={draft.worked}
        onChange={(event) => change({ worked: event.currentTarget.value })}
      />
      <Textarea
        {...area}
        label={t`What did not?`}
        value={draft.notWorked}
        onChange={(event) => change({ notWorked: event.currentTarget.value })}
      />
      <fieldset className={classes.causes}>
        <legend>
          <Trans>Causes</Trans>
        </legend>
        {draft.causes.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <div key={at} className={classes.cause}>
            <Select
              aria-label={t`Cause`}
              description={t(causeWords[one.cause].meaning)}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              allowDeselect={false}
              data={CAUSES.map((cause) => ({ value: cause, label: t(causeWords[cause].label) }))}
              value={one.cause}
              onChange={(cause) => cause && put(at, { cause: cause as Cause })}
            />
            <Textarea
              aria-label={t`What it caused`}
              placeholder={t`What it caused, in a line`}
              dir="auto"
              autosize
              minRows={1}
              maxRows={6}
              maxLength={2000}
              value={one.note}
              onChange={(event) => put(at, { note: event.currentTarget.value })}
              error={tried && one.note.trim() === '' ? t`Please say what it caused.` : undefined}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t`Take the cause away`}
              onClick={() => change({ causes: draft.causes.filter((_, place) => place !== at) })}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        {draft.causes.length < CAUSES_MAX && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() =>
              change({ causes: [...draft.causes, { cause: 'unclear_goal', note: '' }] })
            }
          >
            <Trans>Add a cause</Trans>
          </Button>
        )}
      </fieldset>
    </>
  );
}
