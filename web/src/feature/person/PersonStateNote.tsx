// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { IconCircleCheck, IconCircleOff, IconFileImport, IconMail } from '@tabler/icons-react';
import type { PersonState } from '@/api/types';
import { personStates } from '@/feature/unit/words';
import { ToneBadge } from '@/ui/ToneBadge';

const looks = {
  imported: { tone: 'idle', icon: IconFileImport },
  invited: { tone: 'accent', icon: IconMail },
  active: { tone: 'good', icon: IconCircleCheck },
  deactivated: { tone: 'idle', icon: IconCircleOff },
} as const;

export function PersonStateNote({ state }: { state: PersonState }) {
  const { t } = useLingui();
  return <ToneBadge {...looks[state]} label={t(personStates[state])} />;
}
