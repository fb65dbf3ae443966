// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import type { PersonState, Role, UnitType } from '@/api/types';

export const unitTypes: Record<UnitType, ReturnType<typeof msg>> = {
  company: msg`Company`,
  business_unit: msg`Business unit`,
  region: msg`Region`,
  department: msg`Department`,
  team: msg`Team`,
  cross_unit_team: msg`Cross-unit team`,
};

export const roles: Record<Role, ReturnType<typeof msg>> = {
  member: msg`Member`,
  leader: msg`Leader`,
  okr_master: msg`OKR master`,
  admin: msg`Administrator`,
};

export const personStates: Record<PersonState, ReturnType<typeof msg>> = {
  imported: msg`Imported, without account`,
  invited: msg`Invited`,
  active: msg`Active`,
  deactivated: msg`Deactivated`,
};
