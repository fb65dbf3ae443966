// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data } from '@/api/client';

/** The addresses at which my calendar programs read dates. */
export const calendarFeedsQuery = queryOptions({
  queryKey: ['my', 'calendar-feeds'],
  queryFn: () => data(api.GET('/api/v1/me/calendar-feeds', { params: { query: { limit: 100 } } })),
});

/** Of what is asked of me, or of one unit's dates. */
export const makeCalendarFeed = (unitId: number | null) =>
  data(api.POST('/api/v1/me/calendar-feeds', { body: { unit_id: unitId } }));
export const endCalendarFeed = (id: number) =>
  data(api.DELETE('/api/v1/me/calendar-feeds/{id}', { params: { path: { id } } }));
