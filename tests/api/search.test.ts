// SPDX-License-Identifier: Apache-2.0
// Search as typed: what finds what, who sees it, and what is forgiven.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { type Company, company, match, type Person } from '../support/company.ts';

both('search', (world) => {
  let on: Company;
  let mia: Person;
  let objective: Json;
  let keyResult: Json;
  const search = async (q: string, query: Json = {}, client: Client = world.admin) =>
    (await client.get('/api/v1/search', { q, ...query })).is(200);
  const titles = async (q: string, query: Json = {}, client: Client = world.admin) =>
    (await search(q, query, client)).hits.map((hit: Json) => hit.title);

  world.step('finds objectives, key results, people and units by how their words begin', async () => {
    on = await company(world);
    mia = await on.person('Mia van der Klantenberg', { memberOf: [on.units.netherlands] });
    await on.unit('Klantenservice', on.units.retail);
    objective = await on.published({ title: 'Klanten komen vanzelf terug', owner_id: mia.id });
    keyResult = await on.keyResult(objective.id, { title: 'Tevreden klanten: NPS 45' });
    const { near, hits } = await search('KLANT');
    assert.equal(near, false);
    assert.deepEqual(
      hits.map((hit: Json) => [hit.kind, hit.title, hit.unit_name]),
      [
        ['objective', 'Klanten komen vanzelf terug', 'Netherlands'],
        ['key_result', 'Tevreden klanten: NPS 45', 'Netherlands'],
        ['person', 'Mia van der Klantenberg', 'Netherlands'],
        ['unit', 'Klantenservice', 'Retail'],
      ],
    );
    assert.deepEqual([hits[0].owner_name, hits[0].cycle_id, hits[0].state], ['Mia van der Klantenberg', on.cycle, 'published']);
    assert.equal(hits[1].objective_id, objective.id);
    assert.deepEqual(await titles('nps klan'), ['Tevreden klanten: NPS 45'], 'all words, in any order');
    assert.deepEqual(await titles('45'), ['Tevreden klanten: NPS 45']);
    assert.deepEqual(await titles('klanten nowhere'), []);
  });

  world.step('by kind, cycle and number', async () => {
    assert.deepEqual(await titles('klant', { kinds: 'unit,person' }), ['Mia van der Klantenberg', 'Klantenservice']);
    assert.deepEqual(await titles('klant', { kinds: 'objective', cycle_id: 999_999 }), []);
    assert.deepEqual(await titles('klant', { kinds: 'objective', cycle_id: on.cycle }), ['Klanten komen vanzelf terug']);
    for (let i = 0; i < 4; i++) await on.published({ title: `Zebra ${i}` });
    assert.deepEqual(await titles('zeb', { most: 2 }), ['Zebra 3', 'Zebra 2'], 'the newest first');
    (await world.admin.get('/api/v1/search', { q: 'x', kinds: 'unit,hope' })).faultAt('?kinds', 400);
    (await world.admin.get('/api/v1/search', {})).faultAt('?q', 400);
    (await world.admin.get('/api/v1/search', { q: 'x'.repeat(201) })).faultAt('?q', 400);
    (await world.admin.get('/api/v1/search', { q: 'x', most: 51 })).faultAt('?most', 400);
  });

  world.step('forgives accents, strokes and slips', async () => {
    await on.unit('Café Łódź & Straße', on.units.finance);
    await on.published({ title: 'Sneller leveren in Malmö' });
    for (const q of ['cafe', 'CAFÉ', 'lodz', 'strasse', 'Straße', 'łódź café']) {
      assert.deepEqual(await titles(q), ['Café Łódź & Straße'], q);
    }
    assert.deepEqual(await titles('malmo'), ['Sneller leveren in Malmö']);
    for (const q of ['snelelr', 'snellr leveren', 'snelr', 'nseller', 'levern malmo']) {
      const { near, hits } = await search(q);
      assert.deepEqual([near, hits.map((hit: Json) => hit.title)], [true, ['Sneller leveren in Malmö']], q);
    }
    assert.deepEqual(await search('qqqqqq'), { near: false, hits: [] });
    assert.deepEqual(await titles('snx'), [], 'short words are taken as they are');
  });

  world.step('takes any text for words', async () => {
    for (const q of ['"', "'", '*', '(klant', 'AND', 'klant*', '-', 'OR OR', 'NEAR(a b)', '^klant', 'a:b', 'klant | & ! x', ':*', '\\', '%', '😀', 'a😀b', 'plan→doel', '日本語', '“klanten”']) {
      await search(q);
    }
    assert.deepEqual(await titles('(klanten) & "NPS":'), ['Tevreden klanten: NPS 45']);
    await on.published({ title: 'Idee→markt😀binnen ★jaar' });
    for (const q of ['markt', 'binnen jaar', 'idee→markt', 'idee😀b', '★ja']) assert.deepEqual(await titles(q), ['Idee→markt😀binnen ★jaar'], q);
  });

  world.step('follows what changes', async () => {
    const changed = (await world.admin.patch(`/api/v1/objectives/${objective.id}`, { title: 'Bezoekers blijven' }, match(objective))).is(200);
    assert.deepEqual(await titles('vanzelf'), []);
    assert.deepEqual(await titles('bezoek'), ['Bezoekers blijven']);
    (await world.admin.patch(`/api/v1/key-results/${keyResult.id}`, { title: 'Herhaalbezoek' }, match(keyResult))).is(200);
    assert.deepEqual(await titles('herhaal'), ['Herhaalbezoek']);
    const away = { reason: 'Because' };
    (await world.admin.post(`/api/v1/objectives/${objective.id}/archive`, away, { ifMatch: match(changed) })).is(200);
    assert.deepEqual(await titles('bezoek'), []);
    assert.deepEqual(await titles('herhaal'), []);
  });

  world.step('never shows a draft to others, nor a word of it', async () => {
    const draft = await on.draft({ title: 'Geheimzinnig plan' });
    await on.keyResult(draft.id, { title: 'Geheimzinnige maat' });
    assert.deepEqual(await titles('geheim'), ['Geheimzinnig plan', 'Geheimzinnige maat']);
    for (const q of ['geheim', 'geheimzinnig', 'geheimzinig', 'plan', 'maat']) {
      assert.deepEqual(await search(q, {}, mia.client), { near: false, hits: [] }, q);
    }
    // What a stranger may see is found behind as many drafts as there are.
    await on.published({ title: 'Geheim van de smid' });
    const quiet = on.quiet;
    const body = { cycle_id: on.cycle, unit_id: on.units.netherlands, kind: 'committed' };
    for (let i = 0; i < 70; i++) (await quiet.post('/api/v1/objectives', { ...body, title: `Geheim ${i}` })).is(201);
    assert.deepEqual(await titles('geheim', {}, mia.client), ['Geheim van de smid']);
    (await world.anonymous().get('/api/v1/search', { q: 'x' })).is(401);
  });
});
