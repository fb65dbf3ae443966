// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { personQuery } from './query';

/** The name of somebody of whom only the id is at hand. */
export function NamedById({ id }: { id: number }) {
  const person = useQuery(personQuery(id));
  return <span dir="auto">{person.data?.name ?? '\u2026'}</span>;
}
