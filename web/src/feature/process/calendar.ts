// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data } from '@/api/client';
import { pages } from '@/api/pages';

const path = (id: number) => ({ params: { path: { id } } });

export const holidayCalendarsQuery = queryOptions({
  queryKey: ['holiday-calendars'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/holiday-calendars', { params: { query: { limit: 200, after } } })),
    ),
});

export const holidayCalendarQuery = (id: number) =>
  queryOptions({
    queryKey: ['holiday-calendars', id],
    queryFn: () => data(api.GET('/api/v1/holiday-calendars/{id}', path(id))),
  });

export const unitCalendarsQuery = queryOptions({
  queryKey: ['holiday-calendars', 'units'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/unit-calendars', { params: { query: { limit: 200, after } } })),
    ),
});

export const createHolidayCalendar = (body: { name: string; country: string | null }) =>
  data(api.POST('/api/v1/holiday-calendars', { body }));

export const pasteHolidays = (calendarId: number, text: string) =>
  data(
    api.POST('/api/v1/holiday-calendars/{id}/holidays', { ...path(calendarId), body: { text } }),
  );

export const deleteHoliday = (id: number) => data(api.DELETE('/api/v1/holidays/{id}', path(id)));

export const chooseUnitCalendar = (
  unitId: number,
  body: { calendar_id: number | null; inherit?: boolean },
) => data(api.PUT('/api/v1/units/{id}/calendar', { ...path(unitId), body }));
