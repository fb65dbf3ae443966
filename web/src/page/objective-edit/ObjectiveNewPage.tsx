// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';
import type { Template } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { DraftNotice } from '@/feature/edit/DraftNotice';
import { faultsOf } from '@/feature/edit/faults';
import { createLink } from '@/feature/objective/alignment';
import {
  chosenUnits,
  OBJECTIVE_FIELDS,
  ObjectiveFields,
  type ObjectiveValues,
} from '@/feature/objective/ObjectiveFields';
import { createObjective, useObjectiveChanged } from '@/feature/objective/query';
import { useMe } from '@/feature/session/query';
import { templateQuery } from '@/feature/template/query';
import { TemplateField } from '@/feature/template/TemplateField';
import { objectiveFrom, untyped } from '@/feature/template/values';
import { WritingHelp } from '@/feature/writing/WritingHelp';
import { draftKey, useDraft } from '@/ui/draft';
import { FormPage } from '@/ui/FormPage';
import { Notice } from '@/ui/Notice';

/** Of which template it was filled in, so that what was typed over that stays when the page is read again. */
type Begun = ObjectiveValues & { template_id: number | null };

/** Begins a draft in the cycle of the address; its key results are added on its page. */
export default function ObjectiveNewPage() {
  const { t } = useLingui();
  const me = useMe();
  const cycle = useCycle();
  const router = useRouter();
  const navigate = useNavigate();
  const changed = useObjectiveChanged();
  const { unit, parent, template } = useSearch({ from: '/inside/objectives/new' });
  const main = me.memberships.find((one) => one.main) ?? me.memberships[0];
  const draft = useDraft<Begun>(draftKey(me.person.id, 'objective:new'), {
    template_id: null,
    title: '',
    description: null,
    unit_id: unit ?? main?.unit_id ?? null,
    owner_id: me.person.id,
    theme_id: null,
    kind: 'aspirational',
    co_owner_ids: [],
    units: [],
    tag_ids: [],
  });
  /** What it begins from; its key results follow once the objective is there. */
  const pattern = useRef<Template | null>(null);
  /** What stood there when a template was asked for: what was typed since is not filled in over. */
  const before = useRef(draft.value);
  const now = useRef(draft.value);
  now.current = draft.value;
  const { change } = draft;
  const fill = useCallback(
    (chosen: Template) => {
      pattern.current = chosen;
      if (now.current.template_id === chosen.id) return;
      change({
        template_id: chosen.id,
        ...untyped(objectiveFrom(chosen), before.current, now.current),
      });
    },
    [change],
  );
  const choose = (next: number | undefined) => {
    pattern.current = null;
    before.current = draft.value;
    draft.change({ template_id: null });
    navigate({ to: '.', search: (search) => ({ ...search, template: next }), replace: true });
  };
  const awaited = useQuery({ ...templateQuery(template ?? 0), enabled: template !== undefined });
  const create = useMutation({
    mutationFn: async ({ template_id: _, ...values }: Begun) => {
      if (!cycle || values.unit_id === null) throw new Error('a cycle and a unit are needed');
      const made = await createObjective({
        ...values,
        unit_id: values.unit_id,
        cycle_id: cycle.id,
        units: chosenUnits(values.units),
      });
      if (parent !== undefined) {
        const link = { child_id: made.id, parent_id: parent, parent_kr_id: null };
        await createLink({ ...link, kind: 'supports', weight: 100 });
      }
      return made;
    },
    onSuccess: async (made) => {
      draft.drop();
      await changed();
      if (pattern.current?.key_results.length) {
        await navigate({
          to: '/objectives/$id/key-results/new',
          params: { id: made.id },
          search: (search) => ({ cycle: search.cycle, template: pattern.current?.id, n: 0 }),
        });
        return;
      }
      await navigate({
        to: '/objectives/$id',
        params: { id: made.id },
        search: (search) => ({ cycle: search.cycle }),
      });
    },
  });
  const { fields, rest } = faultsOf(create.error, OBJECTIVE_FIELDS);
  const lacksUnit = create.isError && draft.value.unit_id === null;
  const faults = lacksUnit ? { ...fields, unit_id: t`Please choose the unit.` } : fields;
  const discard = () => {
    draft.change({ title: '', description: null, co_owner_ids: [], units: [], tag_ids: [] });
    draft.drop();
  };
  return (
    <FormPage
      title={t`New objective`}
      above={cycle && <span dir="auto">{cycle.name}</span>}
      notice={
        <>
          {cycle?.state === 'closed' && (
            <Notice tone="warn">
              <Trans>This cycle is closed. Choose another one above to begin an objective.</Trans>
            </Notice>
          )}
          {draft.found && draft.value.title !== '' && <DraftNotice discard={discard} />}
        </>
      }
      error={lacksUnit ? null : create.error}
      rest={rest}
      busy={create.isPending || awaited.isLoading}
      verb={t`Save as a draft`}
      submit={() => create.mutate(draft.value)}
      cancel={() => router.history.back()}
    >
      <TemplateField unitId={draft.value.unit_id} value={template} onChange={choose} fill={fill} />
      <ObjectiveFields
        values={draft.value}
        change={draft.change}
        faults={faults}
        help={
          <WritingHelp
            draft={{ title: draft.value.title, kind: draft.value.kind, key_results: [] }}
            label={t`Strength so far`}
            shows={() => true}
          />
        }
      />
    </FormPage>
  );
}
