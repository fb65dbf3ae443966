// SPDX-License-Identifier: Apache-2.0
// What people do, as life.c lives it: a Monday morning of an organisation that koers generate made. Sixty of a hundred
// check-ins of a week come in four hours, everybody looks at home, some at the tree, the heat map and what they search for.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../support/child.ts';
import { type Database } from '../support/database.ts';
import { temporaryFolder } from '../support/place.ts';
import { program, Rounds } from './measure.ts';
import { query, RUNNING } from './organisation.ts';

/** One person's requests, one after the other, as client.h has them. */
export interface Scene {
  cookie: string;
  requests: string[];
}

/** Something that people do, so many times as often as the rate says, thinking a while before each next request. */
export interface Kind {
  share: number;
  pauseMs: number;
  scenes: Scene[];
}

export interface Plan {
  kinds: Record<string, Kind>;
  /** Who has an event stream open. */
  streams: string[];
}

/** What life.c says of each kind, in microseconds; of streams how many, the events heard, and how many ended. */
export interface Lived {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  errors: number;
}
export interface Told {
  kinds: Record<string, Lived>;
  streams: { count: number; events: number; errors: number };
}

export interface Pace {
  /** Scenes a second of a kind whose share is 1. */
  rate: number;
  /** How many times as often people come in the first tenth of each minute. */
  burst?: number;
  seed?: number;
}

/** Somebody who owns an objective of the quarter that runs. */
export interface Somebody {
  cookie: string;
  id: number;
  unit_id: number;
}

const WEEK_SHARE = 0.6;
const FOUR_HOURS_S = 4 * 3600;
const DAY_MICROS = 86_400_000_000;
const SECRET_DIGITS = 40;

/** Check-ins a second of a Monday morning. */
export async function mondayRate(database: Database): Promise<number> {
  const [count] = await query(database, `SELECT count(*) FROM key_result k JOIN objective o ON o.id = k.objective_id WHERE o.cycle_id = ${RUNNING}`);
  return (Number(count) * WEEK_SHARE) / FOUR_HOURS_S;
}

/** Sessions that were begun by signing in, for so many owners of objectives; before a server runs on SQLite. */
export async function signedIn(database: Database, most: number): Promise<Somebody[]> {
  const rows = await query(
    database,
    `SELECT owner_id, min(unit_id) FROM objective WHERE cycle_id = ${RUNNING} AND state = 'published' AND owner_id IS NOT NULL
      GROUP BY owner_id ORDER BY owner_id LIMIT ${most}`,
  );
  const folder = temporaryFolder('secrets');
  const people = rows.map((row) => row.split('|').map(Number)).map(([id = 0, unit = 0]) => ({ id, unit_id: unit, secret: String(id).padStart(SECRET_DIGITS, 's') }));
  mkdirSync(join(folder, 'all'));
  for (const one of people) writeFileSync(join(folder, 'all', String(one.id)), one.secret);
  // The hash that the server keeps of a secret is BLAKE2b of 256 bits.
  const sums = await mustRun('b2sum', ['-l', '256', ...people.map((one) => join(folder, 'all', String(one.id)))]);
  const now = Date.now() * 1000;
  const values = sums
    .trim()
    .split('\n')
    .map((line, i) => `(${people[i]?.id}, '${line.split(' ')[0]}', ${now}, ${now}, ${now + DAY_MICROS}, 'bench')`);
  await query(database, `INSERT INTO session (person_id, secret_hash, created_at, seen_at, expires_at, client) VALUES ${values.join(',')}`);
  return people.map(({ id, unit_id, secret }) => ({ id, unit_id, cookie: `koers_session=${secret}` }));
}

const HOME = ['me', 'me/due?days=7', 'me/process', 'me/steps', 'me/reviews?side=reviewer', 'me/meetings', 'me/post-mortems', 'me/initiatives', 'me/actions', 'me/notices/unread'];

/** Everybody's home page. */
export function home(people: Somebody[], cycle: string): Kind {
  const mine = (one: Somebody) => [...HOME, `objectives?cycle_id=${cycle}&owner_id=${one.id}`].map((path) => `/api/v1/${path}`);
  return { share: 2, pauseMs: 0, scenes: people.map((one) => ({ cookie: one.cookie, requests: mine(one) })) };
}

/** Key results are opened and checked in by who owns their objective; a value goes there and back. */
export async function checkIns(database: Database, people: Somebody[]): Promise<Kind> {
  const rows = await query(
    database,
    `SELECT k.id, o.owner_id FROM key_result k JOIN objective o ON o.id = k.objective_id
      WHERE o.cycle_id = ${RUNNING} AND o.state = 'published' AND k.kind = 'increase' AND k.dropped_at IS NULL
        AND coalesce(k.confidence, 0) <= 8 AND o.owner_id IN (${people.map((one) => one.id).join(',')})
      ORDER BY k.id`,
  );
  const cookies = new Map(people.map((one) => [String(one.id), one.cookie]));
  const scenes = rows.flatMap((row) => {
    const [id, owner = ''] = row.split('|');
    const path = `/api/v1/key-results/${id}/check-ins`;
    return [40, 60].map((value) => ({
      cookie: cookies.get(owner) ?? '',
      requests: [`POST ${path} ${JSON.stringify({ value, confidence: 7 })}`],
    }));
  });
  return { share: 1, pauseMs: 0, scenes };
}

/** The root of the tree, and one of its branches. */
export async function trees(database: Database, people: Somebody[], cycle: string, by: 'alignment' | 'unit'): Promise<Kind> {
  const parents =
    by === 'alignment'
      ? `SELECT DISTINCT coalesce(a.parent_id, k.objective_id) FROM alignment a LEFT JOIN key_result k ON k.id = a.parent_kr_id
           JOIN objective o ON o.id = coalesce(a.parent_id, k.objective_id)
          WHERE o.cycle_id = ${RUNNING} AND o.state = 'published' AND a.valid_until IS NULL ORDER BY 1`
      : 'SELECT DISTINCT parent_id FROM unit WHERE parent_id IS NOT NULL AND valid_until IS NULL ORDER BY 1';
  const branches = await query(database, parents);
  const root = `/api/v1/tree?cycle_id=${cycle}&by=${by}&limit=200`;
  const branch = (i: number) => `${root}&parent_id=${by === 'alignment' ? 'o' : 'u'}${branches[Math.floor((i * branches.length) / people.length)]}`;
  return { share: 0.25, pauseMs: 500, scenes: people.map(({ cookie }, i) => ({ cookie, requests: [root, branch(i)] })) };
}

export function heatMaps(people: Somebody[], cycle: string): Kind {
  const scene = ({ cookie, unit_id }: Somebody, i: number) => ({ cookie, requests: [`/api/v1/heat-map?cycle_id=${cycle}${i % 10 === 0 ? '' : `&unit_id=${unit_id}`}`] });
  return { share: 0.1, pauseMs: 0, scenes: people.map(scene) };
}

/** Words of titles and names, letter after letter. */
export async function searches(database: Database, people: Somebody[]): Promise<Kind> {
  const words = async (sql: string) => (await query(database, sql)).map((text) => text.toLowerCase().split(' ').slice(0, 2).join(' '));
  const titles = await words(`SELECT title FROM objective WHERE state = 'published' AND id % 7 = 3 ORDER BY id LIMIT 200`);
  const results = await words(`SELECT title FROM key_result WHERE id % 11 = 5 ORDER BY id LIMIT 200`);
  const names = await words(`SELECT name FROM person WHERE id % 13 = 2 ORDER BY id LIMIT 200`);
  const all = titles.flatMap((title, i) => [title, results[i] ?? title, names[i] ?? title]);
  const typed = (text: string) => Array.from({ length: Math.max(1, Math.min(text.length, 14) - 1) }, (_, i) => text.slice(0, i + 2).trimEnd());
  const scene = ({ cookie }: Somebody, i: number) => ({
    cookie,
    requests: typed(all[i % all.length] ?? 'klant').map((q) => `/api/v1/search?q=${encodeURIComponent(q)}&most=6`),
  });
  return { share: 0.3, pauseMs: 120, scenes: people.map(scene) };
}

/** A whole morning of so many people, one in five with a page open that listens. */
export async function morning(database: Database, cycle: string, most: number): Promise<Plan> {
  const people = await signedIn(database, most);
  return {
    kinds: {
      'check-in': await checkIns(database, people),
      home: home(people, cycle),
      tree: await trees(database, people, cycle, 'alignment'),
      units: await trees(database, people, cycle, 'unit'),
      'heat map': heatMaps(people, cycle),
      search: await searches(database, people),
    },
    streams: people.filter((_, i) => i % 5 === 0).map((one) => one.cookie),
  };
}

/** Starts a life by this plan; a round of it is so many seconds. */
export function start(port: number, plan: Plan, { rate, burst = 10, seed = 1 }: Pace): Rounds<Told> {
  const path = join(temporaryFolder('life'), 'plan');
  const kinds = Object.entries(plan.kinds);
  const lines = [
    ...kinds.map(([name, kind]) => ['kind', name, kind.share, kind.pauseMs]),
    ...kinds.flatMap(([name, kind]) => kind.scenes.map((scene) => ['scene', name, scene.cookie, ...scene.requests])),
    ...plan.streams.map((cookie) => ['stream', cookie]),
  ];
  writeFileSync(path, `${lines.map((cells) => cells.join('\t')).join('\n')}\n`);
  return new Rounds<Told>('load', [program('bench_life'), ...[port, path, rate, burst, seed].map(String)]);
}

/** Prints what was lived, a line a kind. */
export function print(told: Told): void {
  const line = (cells: unknown[]) => console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(12) : String(cell).padStart(10))).join(' '));
  const ms = (micros: number) => (micros / 1000).toFixed(1);
  line(['', 'count', 'p50 ms', 'p95 ms', 'p99 ms', 'errors']);
  for (const [name, { count, p50, p95, p99, errors }] of Object.entries(told.kinds)) line([name, count, ms(p50), ms(p95), ms(p99), errors]);
  line(['streams', told.streams.count, `${told.streams.events} events`, '', '', told.streams.errors]);
}
