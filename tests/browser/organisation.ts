// SPDX-License-Identifier: Apache-2.0
// The organisation of the browser tests, made through the API: two business units with a team each,
// one running cycle. Everybody in it is made by the test that needs them, so that no test sees what
// another one owes.
import { expect } from '@playwright/test';
import { Client, type Json } from '../support/client.ts';
import { dayFrom, today } from '../support/company.ts';

export interface Person {
  id: number;
  name: string;
  email: string;
  password: string;
  /** Their own session, for what a test needs done beside the page. */
  client: Client;
}

export interface KeyResult {
  title: string;
  kind?: string;
  start_value?: number;
  target_value?: number;
  unit_of_measure?: string;
  [field: string]: unknown;
}

export interface Showcase {
  person: Person;
  topline: Json;
  objective: Json;
  /** One key result of each kind that is more than a number. */
  measured: Json;
  draft: Json;
  strategy: Json;
  strategyDraft: Json;
  /** A draft of the way of working, and a session of the squad. */
  handbook: Json;
  harmonisation: Json;
  /** A draft of the person in review, sent back by one of two. */
  reviewed: Json;
  /** A reorganisation that is being planned. */
  plan: Json;
  /** Check-in meetings of the whole company. */
  meetings: { planned: Json; running: Json; ended: Json };
}

const password = 'correct horse battery staple';

/** A day of the calendar, so many days from today in the zone of the tests. */
export function day(fromToday: number): string {
  return dayFrom(today(), fromToday);
}

/** "Week 6 of 13", by dates that move with the clock. */
const CYCLE_BEGAN_DAYS_AGO = 36;
const CYCLE_DAYS = 91;

export class Organisation {
  readonly admin: Client;
  readonly #anonymous: Client;
  #made = 0;
  #showcase: Promise<Showcase> | undefined;
  company: Json;
  benelux: Json;
  team: Json;
  nordics: Json;
  cycle: Json;

  constructor(admin: Client) {
    this.admin = admin;
    this.#anonymous = admin.anonymous();
  }

  async make(): Promise<void> {
    this.company = await this.#unit('Noordzee Retail', 'company', null);
    this.benelux = await this.#unit('Benelux', 'business_unit', this.company.id);
    this.nordics = await this.#unit('Nordics', 'business_unit', this.company.id);
    this.team = await this.#unit('Checkout team', 'team', this.benelux.id);
    const cycles = { type: 'quarter', state: 'open' };
    const start = -CYCLE_BEGAN_DAYS_AGO;
    await this.#cycle({ ...cycles, name: 'Last quarter', start_day: day(start - CYCLE_DAYS), end_day: day(start - 1) });
    this.cycle = await this.#cycle({ ...cycles, name: 'This quarter', start_day: day(start), end_day: day(start + CYCLE_DAYS - 1) });
  }

  async #unit(name: string, type: string, parent_id: number | null): Promise<Json> {
    return (await this.admin.post('/api/v1/units', { name, type, parent_id })).is(201);
  }

  async #cycle(body: Json): Promise<Json> {
    return (await this.admin.post('/api/v1/cycles', body)).is(201);
  }

  /** A number that no other name of this organisation has. */
  next(): number {
    this.#made += 1;
    return this.#made;
  }

  /** Somebody of the checkout team with an account: invited, and the invitation redeemed. */
  async person(name = 'Mia Jansen', profile: { language?: string; region?: string } = {}): Promise<Person> {
    const email = `person${this.next()}@example.org`;
    const made = (await this.admin.post('/api/v1/people', { name, email, ...profile })).is(201);
    const link = (await this.admin.post(`/api/v1/people/${made.id}/link`, { kind: 'invitation' })).is(201);
    (await this.#anonymous.post('/api/v1/links/redeem', { secret: link.url.split('/').pop(), password })).is(204);
    (await this.admin.post('/api/v1/grants', { person_id: made.id, role: 'member', unit_id: this.team.id })).is(201);
    (await this.admin.post(`/api/v1/units/${this.team.id}/members`, { person_id: made.id, main: true })).is(201);
    return { id: made.id, name, email, password, client: await this.#anonymous.signedIn(email, password) };
  }

  /** The process that comes with Koers, put to use in the running cycle; what another test put to use there ends. */
  async process(): Promise<Json> {
    for (const one of (await this.admin.get('/api/v1/processes')).is(200).items)
      (await this.admin.post(`/api/v1/processes/${one.id}/end`, undefined, { ifMatch: `"${one.version}"` })).is(200);
    await this.admin.post('/api/v1/process-templates/built-in'); // it may be there already
    const { items } = (await this.admin.get('/api/v1/process-templates')).is(200);
    const [template] = items.filter((one: Json) => one.built_in);
    const process = { version_id: template.published_id, cycle_id: this.cycle.id, unit_id: null };
    return (await this.admin.post('/api/v1/processes', process)).is(201);
  }

  /** An objective of this person in the running cycle, published unless told otherwise. */
  async objective(
    owner: Person,
    title: string,
    keyResults: KeyResult[],
    more: { draft?: boolean; unit_id?: number; description?: string } = {},
  ): Promise<Json> {
    const { draft = false, unit_id = this.team.id, description } = more;
    const maker = unit_id === this.team.id ? owner.client : this.admin;
    const made = (
      await maker.post('/api/v1/objectives', { title, cycle_id: this.cycle.id, unit_id, owner_id: owner.id, description })
    ).is(201);
    for (const keyResult of keyResults) {
      const body = { kind: 'increase', start_value: 0, target_value: 100, ...keyResult, objective_id: made.id };
      (await maker.post('/api/v1/key-results', body)).is(201);
    }
    if (!draft) (await maker.post(`/api/v1/objectives/${made.id}/publish`, undefined, { ifMatch: `"${made.version}"` })).is(200);
    return this.read(made.id);
  }

  async read(objectiveId: number): Promise<Json> {
    return (await this.admin.get(`/api/v1/objectives/${objectiveId}`)).is(200);
  }

  async align(child: Json, parent: Json, kind = 'contributes'): Promise<void> {
    (await this.admin.post('/api/v1/alignments', { child_id: child.id, parent_id: parent.id, kind })).is(201);
  }

  async checkIn(keyResult: Json, value: number, more: Json = {}): Promise<Json> {
    return (await this.admin.post(`/api/v1/key-results/${keyResult.id}/check-ins`, { value, ...more })).is(201);
  }

  async checkIns(keyResult: Json): Promise<Json[]> {
    return (await this.admin.get(`/api/v1/key-results/${keyResult.id}/check-ins`)).is(200).items;
  }

  /** What most tests begin with: one objective with three key results, of which nobody checked in. */
  async owing(owner: Person, title = 'Customers pay without thinking about it'): Promise<Json> {
    const objective = await this.objective(owner, title, [
      { title: 'Completed payments rise', start_value: 62, target_value: 80, unit_of_measure: '%' },
      { title: 'Complaints about payment fall', kind: 'decrease', start_value: 140, target_value: 60, unit_of_measure: 'complaints' },
      { title: 'Every country offers its own way to pay', kind: 'yes_no', start_value: undefined, target_value: undefined },
    ]);
    expect(objective.key_results).toHaveLength(3);
    return objective;
  }

  /** Others are asked to read a draft. */
  async ask(author: Person, objective: Json, reviewers: Person[], message?: string): Promise<Json> {
    const body = { reviewer_ids: reviewers.map((one) => one.id), message };
    return (await author.client.post(`/api/v1/objectives/${objective.id}/reviews`, body)).is(201);
  }

  /** A draft of this person that two were asked to read, and one of somebody else that waits for them. */
  async #makeReviews(person: Person): Promise<Json> {
    const [rob, roz] = [await this.person('Rob Bakker'), await this.person('Roos Visser')];
    const mine = await this.objective(person, 'Returning something is as easy as buying it', [{ title: 'Refunds within a day', start_value: 20, target_value: 90 }], { draft: true });
    const review = await this.ask(person, mine, [rob, roz], 'Is the measure the right one?');
    const body = { edition: review.edition, body: 'A refund within a day says nothing about how easy it was.\nAsk the customers.' };
    (await rob.client.post(`/api/v1/reviews/${review.id}/send-back`, body)).is(200);
    (await roz.client.post(`/api/v1/reviews/${review.id}/accept`, { edition: review.edition })).is(200);
    const theirs = await this.objective(rob, 'Fewer parcels get lost between the warehouse and the door', [], { draft: true });
    await this.ask(rob, theirs, [person]);
    return this.read(mine.id);
  }

  /** One of everything that a page can show, made once: somebody whose objectives are in all states. */
  showcase(): Promise<Showcase> {
    this.#showcase ??= this.#makeShowcase();
    return this.#showcase;
  }

  async #plan(): Promise<Json> {
    const steps = [
      { kind: 'rename', unit_id: this.nordics.id, name: 'Nordics & Baltics', type: 'region' },
      { kind: 'merge', unit_id: this.team.id, into_id: this.nordics.id },
      { kind: 'close', unit_id: this.benelux.id },
    ];
    const body = { name: 'Fewer, larger countries', reason: 'Two offices did the same work.', effective_on: day(20), steps };
    return (await this.admin.post('/api/v1/reorganisations', body)).is(201);
  }

  async #makeMeetings(): Promise<Showcase['meetings']> {
    const plan = async () =>
      (await this.admin.post(`/api/v1/units/${this.company.id}/meetings`, { cycle_id: this.cycle.id })).is(201);
    const start = async (meeting: Json) => (await this.admin.post(`/api/v1/meetings/${meeting.id}/start`)).is(200);
    const first = await start(await plan());
    const { id, version } = first.items[0];
    (await this.admin.patch(`/api/v1/meeting-items/${id}`, { note: 'The **panel** is too small to say more.' }, `"${version}"`)).is(200);
    (await this.admin.post(`/api/v1/meetings/${first.id}/actions`, { title: 'Ask 200 customers more' })).is(201);
    const ended = (await this.admin.post(`/api/v1/meetings/${first.id}/end`)).is(200);
    return { planned: await plan(), running: await start(await plan()), ended };
  }

  async #makeShowcase(): Promise<Showcase> {
    const person = await this.person('Noor de Wit');
    const topline = await this.objective(person, 'Shopping with us is the easiest choice of the week', [
      { title: 'Net promoter score rises', start_value: 31, target_value: 45, unit_of_measure: 'points' },
    ], { unit_id: this.company.id });
    const objective = await this.objective(
      person,
      'Every basket becomes an order, whatever device it began on',
      [
        { title: 'Conversion on phones rises', start_value: 1.9, target_value: 2.6, unit_of_measure: '%' },
        { title: 'Checkout errors fall', kind: 'decrease', start_value: 1240, target_value: 400, unit_of_measure: 'a week' },
        { title: 'Availability of the payment page', kind: 'at_least', start_value: undefined, target_value: 99.9, unit_of_measure: '%' },
        { title: 'One checkout for all countries', kind: 'yes_no', start_value: undefined, target_value: undefined },
      ],
      { description: 'Half of our visitors come by **phone**, a quarter of the orders do.\n\n- one page\n- one tap' },
    );
    await this.align(objective, topline);
    const [phones, errors, uptime] = objective.key_results;
    for (const [ago, value] of [[34, 1.9], [28, 2.0], [20, 2.2], [6, 2.3]] as const) {
      await this.checkIn(phones, value, { confidence: 6, day: day(-ago), note: `Now at **${value}** percent; the new form went live in one more country.` });
    }
    await this.checkIn(errors, 1190, { confidence: 3, own_status: 'at_risk', day: day(-2) });
    await this.checkIn(uptime, 99.95, { confidence: 9 });
    const draft = await this.objective(person, 'A draft that nobody else sees', [], { draft: true });
    const reviewed = await this.#makeReviews(person);
    const measured = await this.#makeMeasured(person);
    const strategy = await this.strategy(['A promise is a promise', 'A marketplace worth trusting'], {
      mission: 'We make a good home **affordable**.',
      starting_point: '- One parcel in ten comes late.\n- Partners grow without us.',
    });
    const [theme] = strategy.themes;
    await this.#under(topline, theme);
    const health = { name: 'Warehouse accidents', high_value: 8, unit_of_measure: 'a month' };
    const measure = (await this.admin.post(`/api/v1/themes/${theme.theme_id}/health-measures`, health)).is(201);
    for (const [ago, value] of [[30, 7], [2, 9]] as const)
      (await this.admin.post(`/api/v1/health-measures/${measure.id}/values`, { value, day: day(-ago) })).is(201);
    const strategyDraft = await this.strategyDraft(['Lean and green']);
    await this.admin.post(`/api/v1/key-results/${phones.id}/blockers`, { type: 'dependency', text: 'The payment provider answers **slowly**', asked_person_id: person.id, request: 'Call them' });
    const meetings = await this.#makeMeetings();
    const read = await this.read(objective.id);
    const plan = await this.#plan();
    const handbook = (await this.admin.post('/api/v1/handbooks', { from_cycle_id: read.cycle_id })).is(201);
    (await this.admin.post('/api/v1/proposals', { title: 'Meet on **Tuesdays**' })).is(201);
    const session = { title: 'One way of scoring', cycle_id: read.cycle_id, starts_at: '2031-01-10T09:00:00Z' };
    const harmonisation = (await this.admin.post('/api/v1/harmonisations', session)).is(201);
    return { handbook, harmonisation, person, topline, objective: read, measured, draft, reviewed, strategy, strategyDraft, plan, meetings };
  }

  /** A topline objective is put under its theme. */
  async #under(objective: Json, theme: Json): Promise<void> {
    const { version } = await this.read(objective.id);
    const body = { theme_id: theme.theme_id };
    (await this.admin.patch(`/api/v1/objectives/${objective.id}`, body, `"${version}"`)).is(200);
  }

  /** A draft of the strategy with further themes. */
  async strategyDraft(themes: string[], texts: Json = {}): Promise<Json> {
    const body = { name: `Session ${this.next()}`, session_day: day(0) };
    const draft = (await this.admin.post('/api/v1/strategies', body)).is(201);
    for (const name of themes) {
      const theme = { name, from_year: 2026, until_year: 2029, success: 'Everyone says **so**.' };
      (await this.admin.post(`/api/v1/strategies/${draft.id}/themes`, theme)).is(201);
    }
    const changes = { change_note: 'We chose **fewer** things.', ...texts };
    return (await this.admin.patch(`/api/v1/strategies/${draft.id}`, changes, `"${draft.version}"`)).is(200);
  }

  /** The same, published: from now on it holds. */
  async strategy(themes: string[], texts: Json = {}): Promise<Json> {
    const draft = await this.strategyDraft(themes, texts);
    return (
      await this.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: `"${draft.version}"` })
    ).is(200);
  }

  async #makeMeasured(person: Person): Promise<Json> {
    const none = { start_value: undefined, target_value: undefined };
    const steps = [
      { title: 'The contract with the banks is signed', due_day: day(-9) },
      { title: 'Checkout has connected it, in every country and on every device', weight: 250, due_day: day(3) },
      { title: 'It is open to all customers' },
    ];
    const texts = { commit_text: 'Known in one country', target_text: 'In three, and asked for by name', stretch_text: 'In all of them' };
    const objective = await this.objective(person, 'Everything that is measured in its own way', [
      { title: 'Paying by phone is open to everyone', kind: 'milestones', milestones: steps, ...none },
      { title: 'Our name comes first', kind: 'zones', ...texts, ...none },
      { title: 'Stock covers a month', kind: 'range', low_value: 25, high_value: 35.5, period_rule: 'share', unit_of_measure: 'days', ...none },
      { title: 'Orders grow late in the quarter', interim_targets: [{ day: day(14), value: 10 }] },
    ]);
    const [contract, zone, stock, orders] = objective.key_results;
    const ticked = { milestones: [{ id: contract.milestones[0].id, done: true }], note: 'Signed at last.' };
    (await this.admin.post(`/api/v1/key-results/${contract.id}/check-ins`, ticked)).is(201);
    await this.checkIn(zone, 0.3, { confidence: 6 });
    for (const [ago, value] of [[24, 40], [2, 30]] as const) await this.checkIn(stock, value, { day: day(-ago) });
    await this.checkIn(orders, 4);
    return this.read(objective.id);
  }
}
