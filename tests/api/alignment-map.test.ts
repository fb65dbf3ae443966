// SPDX-License-Identifier: Apache-2.0
// What the alignment map draws.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { type Company, company, match, type Person } from '../support/company.ts';

both('alignment map', (world) => {
  let on: Company;
  let mia: Person;
  const path = '/api/v1/alignment-map';
  const map = async (query: Json = {}, client: Client = world.admin) => (await client.get(path, { cycle_id: on.cycle, ...query })).is(200);

  world.step('has the objectives of a cycle and the links between them', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.finance] });
    const top = await on.published({ title: 'Top', unit_id: on.units.top });
    const measure = await on.keyResult(top.id);
    const middle = await on.published({ title: 'Middle', unit_id: on.units.retail });
    const low = await on.published({ title: 'Low', owner_id: mia.id });
    await on.published({ title: 'Alone', unit_id: on.units.finance });
    const draft = await on.draft({ title: 'Draft' });
    await on.link(middle.id, top.id);
    (await world.admin.post('/api/v1/alignments', { child_id: low.id, parent_kr_id: measure.id })).is(201);
    await on.link(low.id, middle.id, 'supports');
    await on.link(draft.id, middle.id, 'supports');
    const seen = await map();
    assert.deepEqual(seen.nodes.map((node: Json) => [node.title, node.unit_name, node.status]), [
      ['Top', 'Acme', seen.nodes[0].status],
      ['Middle', 'Retail', 'no_data'],
      ['Low', 'Netherlands', 'no_data'],
      ['Alone', 'Finance', 'no_data'],
      ['Draft', 'Netherlands', 'draft'],
    ]);
    const titled = (view: Json) => {
      const title = (id: number) => view.nodes.find((node: Json) => node.id === id).title;
      return view.links.map((link: Json) => [title(link.child_id), title(link.parent_id), link.kind]);
    };
    assert.deepEqual(titled(seen), [
      ['Middle', 'Top', 'contributes'],
      ['Low', 'Top', 'supports'],
      ['Low', 'Middle', 'supports'],
      ['Draft', 'Middle', 'supports'],
    ]);
    const others = await map({}, mia.client);
    assert.deepEqual(others.nodes.map((node: Json) => node.title), ['Top', 'Middle', 'Low', 'Alone'], 'no drafts of others');
    assert.equal(others.links.length, 3);
  });

  world.step('of a unit and what is below it', async () => {
    const seen = await map({ unit_id: on.units.retail }, mia.client);
    assert.deepEqual(seen.nodes.map((node: Json) => node.title), ['Middle', 'Low']);
    assert.equal(seen.links.length, 1);
    (await world.admin.get(path, { cycle_id: 999_999 })).faultAt('?cycle_id', 400);
    (await world.admin.get(path, { cycle_id: on.cycle, unit_id: 999_999 })).faultAt('?unit_id', 400);
  });

  world.step('of a tag with all that leads to it', async () => {
    const tag = (await world.admin.post('/api/v1/tags', { name: 'Speed' })).is(201);
    const put = async (title: string) => {
      const { id } = (await map()).nodes.find((node: Json) => node.title === title);
      const now = (await on.objective(id)) as { version: number };
      (await world.admin.patch(`/api/v1/objectives/${id}`, { tag_ids: [tag.id] }, match(now))).is(200);
    };
    assert.ok((await map()).nodes.every((node: Json) => node.matches));
    assert.deepEqual((await map({ tag_id: tag.id })).nodes, []);
    await put('Low');
    await put('Alone');
    const seen = await map({ tag_id: tag.id });
    assert.deepEqual(seen.nodes.map((node: Json) => [node.title, node.matches]), [['Top', false], ['Middle', false], ['Low', true], ['Alone', true]]);
    assert.equal(seen.links.length, 3);
    await put('Draft');
    const others = await map({ tag_id: tag.id }, mia.client);
    assert.deepEqual(others.nodes.map((node: Json) => node.title), ['Top', 'Middle', 'Low', 'Alone'], 'no drafts of others');
    const below = await map({ tag_id: tag.id, unit_id: on.units.retail }, mia.client);
    assert.deepEqual(below.nodes.map((node: Json) => [node.title, node.matches]), [['Middle', false], ['Low', true]]);
    assert.deepEqual((await map({ tag_id: 999_999 })).nodes, []);
  });
});
