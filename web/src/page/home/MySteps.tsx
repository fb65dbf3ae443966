// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { myStepsQuery } from '@/feature/process/running';
import { StepList } from '@/feature/process/StepList';
import { Section } from '@/ui/Page';

/** What the process asks of me now. */
export function MySteps() {
  const { t } = useLingui();
  const { data: steps } = useQuery(myStepsQuery);
  if (!steps || steps.length === 0) return null;
  return (
    <Section title={t`My steps in the process`} count={steps.length}>
      <StepList steps={steps} />
    </Section>
  );
}
