// SPDX-License-Identifier: Apache-2.0
// A small organisation for a suite: four units, one open cycle that began 30 days ago, and people
// who are something for one of the units.
//
//     Acme ─┬─ Retail ─── Netherlands
//           └─ Finance
import type { World } from './both.ts';
import { adminPassword } from './both.ts';
import type { Client, Json } from './client.ts';

export interface Person {
  id: number;
  name: string;
  email: string;
  client: Client;
}

export interface Place {
  /** Units they belong to. */
  memberOf?: number[];
  /** A role and the unit it is held for; null is the whole organisation. */
  role?: [string, number | null];
}

/** Whole days before or behind a day, as YYYY-MM-DD. */
export function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day it is in a zone. */
export function dayIn(zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());
}

/** Today where the organisation is, when nothing else is set. */
export function today(): string {
  return dayIn('Europe/Amsterdam');
}

/** What If-Match needs of a body that has a version. */
export const match = (body: { version: number }): string => `"${body.version}"`;

export class Company {
  readonly world: World;
  readonly admin: Client;
  readonly units = { top: 0, retail: 0, netherlands: 0, finance: 0 };
  readonly today = today();
  cycle = 0;
  #count = 0;

  constructor(world: World) {
    this.world = world;
    this.admin = world.admin;
  }

  /** The administrator, for what differs by nature, such as secrets. */
  get quiet(): Client {
    const client = this.world.unheard();
    client.cookie = this.admin.cookie;
    return client;
  }

  /** Of the organisation, whatever version of it there is and whatever else is set. */
  async setting(name: string, value: string): Promise<Json> {
    const { items } = (await this.quiet.get('/api/v1/settings', { limit: 200 })).is(200);
    const there = items.find((one: Json) => one.name === name);
    return (await this.admin.patch(`/api/v1/settings/${name}`, { value }, match(there))).is(200);
  }

  async unit(name: string, parent: number | null, type = 'team'): Promise<number> {
    return (await this.admin.post('/api/v1/units', { name, parent_id: parent, type })).is(201).id;
  }

  async person(name: string, place: Place = {}): Promise<Person> {
    const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.org`;
    const { id } = (await this.admin.post('/api/v1/people', { name, email })).is(201);
    const link = (await this.quiet.post(`/api/v1/people/${id}/link`, { kind: 'invitation' })).is(201);
    const secret = link.url.split('/').at(-1);
    (await this.world.unheard().post('/api/v1/links/redeem', { secret, password: adminPassword })).is(204);
    for (const unit of place.memberOf ?? []) {
      (await this.admin.post(`/api/v1/units/${unit}/members`, { person_id: id })).is(201);
    }
    if (place.role) {
      const [role, unit] = place.role;
      (await this.admin.post('/api/v1/grants', { person_id: id, role, unit_id: unit })).is(201);
    }
    return { id, name, email, client: await this.world.anonymous().signedIn(email, adminPassword) };
  }

  /** A name of the company; with an address they can be invited. */
  async name(address: boolean): Promise<Json> {
    this.#count += 1;
    const body = { name: `Name ${this.#count}`, email: address ? `name${this.#count}@example.org` : undefined };
    return (await this.admin.post('/api/v1/people', body)).is(201);
  }

  /** A draft in Netherlands, unless told otherwise. */
  async draft(like: Json = {}, client = this.admin): Promise<Json> {
    this.#count += 1;
    const body = {
      cycle_id: this.cycle,
      unit_id: this.units.netherlands,
      title: `Objective ${this.#count}`,
      kind: 'committed',
      ...like,
    };
    return (await client.post('/api/v1/objectives', body)).is(201);
  }

  async publish(objective: Json, client = this.admin): Promise<Json> {
    return (await client.post(`/api/v1/objectives/${objective.id}/publish`, undefined, { ifMatch: match(objective) })).is(200);
  }

  async published(like: Json = {}): Promise<Json> {
    return this.publish(await this.draft(like));
  }

  /** A key result from 0 to 100, unless another kind is told. */
  async keyResult(objective: number, like: Json = {}, client = this.admin): Promise<Json> {
    this.#count += 1;
    const body = {
      objective_id: objective,
      title: `Key result ${this.#count}`,
      ...('kind' in like ? {} : { kind: 'increase', start_value: 0, target_value: 100 }),
      ...like,
    };
    return (await client.post('/api/v1/key-results', body)).is(201);
  }

  async link(child: number, parent: number, kind = 'contributes', like: Json = {}): Promise<Json> {
    const body = { child_id: child, parent_id: parent, kind, ...like };
    return (await this.admin.post('/api/v1/alignments', body)).is(201);
  }

  async checkIn(keyResult: number, value: number, like: Json = {}, client = this.admin): Promise<Json> {
    return (await client.post(`/api/v1/key-results/${keyResult}/check-ins`, { value, ...like })).is(201);
  }

  /** A draft of the strategy with these themes put in, besides those of the version that holds. */
  async strategyDraft(themes: string[], like: Json = {}): Promise<Json> {
    this.#count += 1;
    const body = { name: `Session ${this.#count}`, session_day: this.today };
    const draft = (await this.admin.post('/api/v1/strategies', body)).is(201);
    for (const name of themes) {
      const theme = { name, from_year: 2026, until_year: 2029 };
      (await this.admin.post(`/api/v1/strategies/${draft.id}/themes`, theme)).is(201);
    }
    const texts = { change_note: 'We chose.', ...like };
    return (await this.admin.patch(`/api/v1/strategies/${draft.id}`, texts, match(draft))).is(200);
  }

  /** The same, published. */
  async strategy(themes: string[], like: Json = {}): Promise<Json> {
    const draft = await this.strategyDraft(themes, like);
    return (await this.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(200);
  }

  async objective(id: number, client = this.admin): Promise<Json> {
    return (await client.get(`/api/v1/objectives/${id}`)).is(200);
  }
}

/** Founds the company in the suite's world; call it within a step. */
export async function company(world: World): Promise<Company> {
  const made = new Company(world);
  const { units } = made;
  units.top = await made.unit('Acme', null, 'company');
  units.retail = await made.unit('Retail', units.top, 'business_unit');
  units.netherlands = await made.unit('Netherlands', units.retail);
  units.finance = await made.unit('Finance', units.top, 'department');
  const cycle = {
    name: 'This quarter',
    start_day: dayFrom(made.today, -30),
    end_day: dayFrom(made.today, 61),
    state: 'open',
  };
  made.cycle = (await made.admin.post('/api/v1/cycles', cycle)).is(201).id;
  return made;
}

/** All items of a list, by `next`. */
export async function all(client: Client, path: string, query: Record<string, string | number> = {}): Promise<Json[]> {
  const items: Json[] = [];
  for (let after: string | undefined; ; ) {
    const page = (await client.get(path, { ...query, after })).is(200);
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
}
