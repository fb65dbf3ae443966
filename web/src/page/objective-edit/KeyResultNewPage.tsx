// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Template, TemplateKeyResult } from '@/api/types';
import { useCycles } from '@/feature/cycle/query';
import { DraftNotice } from '@/feature/edit/DraftNotice';
import { faultsOf } from '@/feature/edit/faults';
import { KeyResultFields } from '@/feature/objective/KeyResultFields';
import {
  forKind,
  KEY_RESULT_FIELDS,
  type KeyResultValues,
  NEW_KEY_RESULT,
  sentOf,
} from '@/feature/objective/keyResult';
import { createKeyResult, objectiveQuery, useObjectiveChanged } from '@/feature/objective/query';
import { useMe } from '@/feature/session/query';
import { templateQuery } from '@/feature/template/query';
import { keyResultFrom } from '@/feature/template/values';
import { KeyResultHelp } from '@/feature/writing/KeyResultHelp';
import { draftKey, useDraft } from '@/ui/draft';
import { FormPage } from '@/ui/FormPage';
import { Notice } from '@/ui/Notice';

const FROM = '/inside/objectives/$id/key-results/new';

/** A key result of its own, or one after another those of the template that the objective has. */
export default function KeyResultNewPage() {
  const { template, n = 0 } = useSearch({ from: FROM });
  if (template === undefined) return <KeyResultForm base={NEW_KEY_RESULT} />;
  return <FromTemplate key={`${template}:${n}`} id={template} n={n} />;
}

function FromTemplate({ id, n }: { id: number; n: number }) {
  const { id: objectiveId } = useParams({ from: FROM });
  const { data: template } = useSuspenseQuery(templateQuery(id));
  const { data: objective } = useSuspenseQuery(objectiveQuery(objectiveId));
  const cycle = useCycles().find((one) => one.id === objective.cycle_id);
  const row = template.key_results[n];
  if (!row || !cycle) return <KeyResultForm base={NEW_KEY_RESULT} />;
  const next = n + 1 < template.key_results.length ? n + 1 : undefined;
  return (
    <KeyResultForm
      base={keyResultFrom(row, cycle)}
      template={template}
      row={row}
      n={n}
      next={next}
    />
  );
}

type Props = { base: KeyResultValues } & (
  | { template?: undefined; row?: undefined; n?: undefined; next?: undefined }
  | { template: Template; row: TemplateKeyResult; n: number; next: number | undefined }
);

/** Which of the template's key results this is, and what to mind. */
function Place({ template, row, n }: Extract<Props, { template: Template }>) {
  const place = n + 1;
  const count = template.key_results.length;
  const name = template.name;
  return (
    <Notice tone="accent">
      <Trans>
        Key result {place} of {count} of the template “{name}”. Fill in your own numbers.
      </Trans>
      {row.hint && <div dir="auto">{row.hint}</div>}
    </Notice>
  );
}

function KeyResultForm(props: Props) {
  const { base, template, next } = props;
  const { t } = useLingui();
  const { id } = useParams({ from: FROM });
  const { person } = useMe();
  const navigate = useNavigate();
  const changed = useObjectiveChanged();
  const { data: objective } = useSuspenseQuery(objectiveQuery(id));
  const of = template ? `${id}:${template.id}:${props.n}` : `${id}`;
  const draft = useDraft(draftKey(person.id, `key-result:new:${of}`), base);
  const back = (kr?: number) =>
    navigate({
      to: '/objectives/$id',
      params: { id },
      search: (search) => ({ cycle: search.cycle, kr }),
    });
  /** On to the next of the template, or back to the objective. */
  const onward = (kr?: number) =>
    next === undefined
      ? back(kr)
      : navigate({ to: '.', search: (search) => ({ ...search, n: next }), replace: true });
  const create = useMutation({
    mutationFn: (values: KeyResultValues) =>
      createKeyResult({ ...sentOf(forKind(values)), objective_id: id, start_day: null }),
    onSuccess: async (made) => {
      draft.drop();
      await changed();
      await onward(made.id);
    },
  });
  const { fields, rest } = faultsOf(create.error, KEY_RESULT_FIELDS);
  const discard = () => {
    draft.drop();
    back();
  };
  return (
    <FormPage
      title={t`New key result`}
      above={<span dir="auto">{objective.title}</span>}
      notice={
        <>
          {template && <Place {...props} />}
          {draft.found && <DraftNotice discard={discard} />}
        </>
      }
      error={create.error}
      rest={rest}
      busy={create.isPending}
      verb={t`Add it`}
      submit={() => create.mutate(draft.value)}
      cancel={discard}
      aside={
        template && (
          <Button variant="subtle" onClick={() => onward()}>
            <Trans>Leave it out</Trans>
          </Button>
        )
      }
    >
      <KeyResultFields
        values={{ ...base, ...draft.value }}
        change={draft.change}
        faults={fields}
        help={<KeyResultHelp objective={objective} typed={{ ...base, ...draft.value }} />}
        objectiveKind={objective.kind}
      />
    </FormPage>
  );
}
