// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { MeetingRow, UnitView } from '@/api/types';
import { SubscribeButton } from '@/feature/calendar/SubscribeButton';
import { useCycle } from '@/feature/cycle/query';
import { momentIn } from '@/locale/format';
import { useFormat } from '@/locale/LocaleProvider';
import { FormDialog } from '@/ui/FormDialog';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './MeetingList.module.css';
import { meetingsQuery, planMeeting, startMeeting } from './query';

/** The check-in meetings of a unit: the running one, what is planned, and minutes of the past. */
export function MeetingList({ unit }: { unit: UnitView }) {
  const { t } = useLingui();
  const cycle = useCycle();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [planning, setPlanning] = useState(false);
  const meetings = useQuery(meetingsQuery(unit.id));
  const may = unit.may_create_objective && cycle?.state === 'open';
  const start = useMutation({
    mutationFn: async () => {
      const planned = await planMeeting(unit.id, cycle?.id ?? 0, null);
      return startMeeting(planned.id);
    },
    onSuccess: async (meeting) => {
      await client.invalidateQueries({ queryKey: ['meetings', unit.id] });
      await navigate({ to: '/meetings/$id', params: { id: meeting.id } });
    },
  });
  const rows = meetings.data ?? [];
  if (rows.length === 0 && !may) return null;
  const runs = rows.some((one) => one.state === 'running');
  return (
    <Section
      title={t`Check-in meetings`}
      actions={
        <span>
          <SubscribeButton unitId={unit.id} />
          {may && (
            <Button variant="subtle" size="compact-sm" onClick={() => setPlanning(true)}>
              <Trans>Plan one…</Trans>
            </Button>
          )}
          {may && !runs && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlayerPlay size={14} aria-hidden />}
              loading={start.isPending}
              onClick={() => start.mutate()}
            >
              <Trans>Start now</Trans>
            </Button>
          )}
        </span>
      }
    >
      <ProblemNotice error={meetings.error ?? start.error} />
      {rows.length === 0 && (
        <p className={classes.none}>
          <Trans>
            None yet. The agenda of a meeting is made from what moved, fell, fell silent or is
            blocked.
          </Trans>
        </p>
      )}
      <table className={table.table}>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {planning && cycle && (
        <PlanDialog unitId={unit.id} cycleId={cycle.id} close={() => setPlanning(false)} />
      )}
    </Section>
  );
}

/** Check-in meetings of any unit, each with its unit. */
export function MeetingTable({ rows }: { rows: readonly MeetingRow[] }) {
  return (
    <table className={table.table}>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} withUnit />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, withUnit = false }: { row: MeetingRow; withUnit?: boolean }) {
  const format = useFormat();
  return (
    <tr>
      <td>
        <Link to="/meetings/$id" params={{ id: row.id }}>
          {format.moment(row.started_at ?? row.starts_at)}
        </Link>
      </td>
      <td className={table.dim} dir="auto">
        {withUnit ? row.unit_name : row.cycle_name}
      </td>
      <td className={table.end}>
        <span className={classes.state} data-state={row.state}>
          {row.state === 'running' && <Trans>running now</Trans>}
          {row.state === 'planned' && <Trans>planned</Trans>}
          {row.state === 'ended' && <Trans>minutes</Trans>}
        </span>
      </td>
    </tr>
  );
}

type PlanProps = { unitId: number; cycleId: number; close: () => void };

function PlanDialog({ unitId, cycleId, close }: PlanProps) {
  const { t } = useLingui();
  const { zone } = useFormat();
  const client = useQueryClient();
  const [at, setAt] = useState('');
  const save = useMutation({
    mutationFn: () => planMeeting(unitId, cycleId, at === '' ? null : momentIn(zone, at)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['meetings', unitId] });
      close();
    },
  });
  return (
    <FormDialog
      title={t`Plan a check-in meeting`}
      verb={t`Plan it`}
      busy={save.isPending}
      error={save.error}
      rest={[]}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        type="datetime-local"
        label={t`When`}
        description={t`Thirty minutes; in your own time zone.`}
        data-autofocus
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
