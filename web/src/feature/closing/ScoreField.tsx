// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { useFormat } from '@/locale/LocaleProvider';
import { ScaleField } from '@/ui/ScaleField';

const TENTHS = Array.from({ length: 11 }, (_, tenths) => tenths);

type Props = {
  label: string;
  suggested: number | null;
  score: number | null;
  reason: string;
  change: (next: { score?: number; reason?: string }) => void;
  errors: { score?: string; reason?: string };
};

const tenthsOf = (fraction: number) => Math.round(fraction * 10);

/** Whether the score asks why it differs from the suggestion. */
export function wantsReason(suggested: number | null, score: number | null): boolean {
  return (
    suggested !== null && score !== null && Math.abs(tenthsOf(score) - tenthsOf(suggested)) > 1
  );
}

/** A score of one decimal, the suggestion chosen; who differs by more than 0.1 says why. */
export function ScoreField({ label, suggested, score, reason, change, errors }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const words = suggested === null ? null : format.score(suggested);
  return (
    <>
      <ScaleField
        label={label}
        description={
          words === null ? t`There is no number to suggest one from.` : t`Suggested: ${words}`
        }
        options={TENTHS.map((tenths) => ({ value: tenths, label: format.score(tenths / 10) }))}
        value={score === null ? null : tenthsOf(score)}
        onChange={(tenths) => change({ score: tenths / 10 })}
        error={errors.score}
      />
      {wantsReason(suggested, score) && (
        <TextInput
          label={t`Why does the score differ from the suggestion?`}
          dir="auto"
          maxLength={2000}
          value={reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          error={errors.reason}
          required
          withAsterisk={false}
        />
      )}
    </>
  );
}
