// SPDX-License-Identifier: Apache-2.0
// Reviews of drafts: who may read them, what a verdict holds for, and when a draft may be published.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';
import { Stream } from '../support/stream.ts';

both('reviews', (world) => {
  let on: Company;
  let dora: Person; // owns the drafts
  let rob: Person; // reviews
  let roz: Person; // reviews
  let sam: Person; // has nothing to do with it
  let draft: Json;
  let review: Json;
  const of = (objective: Json) => `/api/v1/objectives/${objective.id}`;
  const ask = (objective: Json, reviewers: Person[], like: Json = {}) =>
    dora.client.post(`${of(objective)}/reviews`, { reviewer_ids: reviewers.map((one) => one.id), ...like });
  const now = async (who: Person = dora) => (await who.client.get(`/api/v1/reviews/${review.id}`)).is(200);
  const judge = async (who: Person, what: string, body: Json = {}) =>
    who.client.post(`/api/v1/reviews/${review.id}/${what}`, { edition: (await now(who)).edition, ...body });
  const waiting = async (who: Person) => (await all(who.client, '/api/v1/me/reviews', { limit: 1 })).map((row) => [row.title, row.verdict]);
  const asked = async () => (await all(dora.client, '/api/v1/me/reviews', { side: 'author' })).map((row) => [row.verdict, row.accepted_count, row.reviewer_count]);
  const publish = async () => dora.client.post(`${of(draft)}/publish`, undefined, { ifMatch: match(await on.objective(draft.id)) });
  const setting = async (name: string, value: string) => {
    const { items } = (await on.admin.get('/api/v1/settings', { limit: 200 })).is(200);
    const there = items.find((one: Json) => one.name === name);
    return on.admin.patch(`/api/v1/settings/${name}`, { value }, match(there));
  };
  const kinds = async () => [...new Set((await all(dora.client, `${of(draft)}/history`)).map((entry) => entry.kind))];

  world.step('are asked of people who can give them', async () => {
    on = await company(world);
    dora = await on.person('Dora Drafter', { memberOf: [on.units.netherlands] });
    rob = await on.person('Rob Reader', { memberOf: [on.units.finance] });
    roz = await on.person('Roz Reader', { memberOf: [on.units.finance] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    const mate = await on.person('Co Owner', { memberOf: [on.units.netherlands] });
    draft = await on.draft({ title: 'Hidden plan', owner_id: dora.id, co_owner_ids: [mate.id] }, dora.client);
    const imported = await on.name(false);
    const wrong = await dora.client.post(`${of(draft)}/reviews`, { reviewer_ids: [999_999, dora.id, mate.id, imported.id, rob.id] });
    for (const at of [0, 1, 2, 3]) wrong.faultAt(`/reviewer_ids/${at}`);
    (await dora.client.post(`${of(draft)}/reviews`, { reviewer_ids: [] })).faultAt('/reviewer_ids');
    (await ask(draft, [rob], { message: 'x'.repeat(2001) })).faultAt('/message');
    const published = await on.published({ owner_id: dora.id });
    assert.equal((await ask(published, [rob])).is(409).code, 'not_a_draft');
  });

  world.step('let the reviewers read the draft, and nobody else new', async () => {
    for (const { client } of [rob, roz, sam]) (await client.get(of(draft))).is(404);
    review = (await ask(draft, [rob, roz, rob], { message: 'Mind the second one' })).is(201);
    assert.deepEqual(
      [review.state, review.message, review.requested_by_name, review.accepted, review.may_judge, review.may_edit],
      ['open', 'Mind the second one', 'Dora Drafter', false, false, true],
    );
    assert.deepEqual(review.reviewers.map((one: Json) => [one.person_name, one.verdict]), [['Rob Reader', 'waiting'], ['Roz Reader', 'waiting']]);
    assert.equal((await ask(draft, [roz])).is(409).code, 'in_review');
    const seen = (await rob.client.get(of(draft))).is(200);
    assert.deepEqual([seen.state, seen.status, seen.may_edit, seen.readers.map((one: Json) => one.name)], ['draft', 'draft', false, ['Rob Reader', 'Roz Reader']]);
    const listed = await all(rob.client, '/api/v1/objectives', { unit_id: on.units.netherlands, state: 'draft' });
    assert.deepEqual(listed.map((one) => one.id), [draft.id]);
    const tree = (await rob.client.get('/api/v1/tree', { cycle_id: on.cycle, by: 'unit', parent_id: `u${on.units.netherlands}` })).is(200);
    assert.ok(JSON.stringify(tree).includes('Hidden plan'));
    (await sam.client.get(of(draft))).is(404);
    (await sam.client.get(`/api/v1/reviews/${review.id}`)).is(404);
    assert.deepEqual(await all(sam.client, '/api/v1/objectives', { unit_id: on.units.netherlands, state: 'draft' }), []);
    (await rob.client.patch(of(draft), { title: 'Mine' }, match(seen))).is(403);
  });

  world.step('wait on the page of each reviewer, and of who asked', async () => {
    for (const who of [rob, roz]) assert.deepEqual(await waiting(who), [['Hidden plan', 'waiting']]);
    for (const who of [dora, sam]) assert.deepEqual(await waiting(who), []);
    assert.deepEqual(await asked(), [['waiting', 0, 2]]);
  });

  world.step('send back with a reason, and are asked for again', async () => {
    (await judge(rob, 'send-back')).faultAt('/body');
    const back = (await judge(rob, 'send-back', { body: 'What is the baseline?' })).is(200);
    assert.deepEqual(back.comments.map((one: Json) => [one.person_name, one.verdict, one.body]), [['Rob Reader', 'sent_back', 'What is the baseline?']]);
    assert.deepEqual([await waiting(rob), await asked()], [[], [['sent_back', 0, 2]]]);
    (await sam.client.post(`/api/v1/reviews/${review.id}/accept`, { edition: 1 })).is(404);
    // An edit alone does not put it before him again: who sent it back waits to be asked.
    await on.keyResult(draft.id, { title: 'From 10' }, dora.client);
    assert.deepEqual(await waiting(rob), []);
    // He hears of it, and so does not read on in what he sent back; those who may not read the draft hear nothing.
    const [his, strange] = [await Stream.open(rob.client), await Stream.open(sam.client)];
    const again = (await dora.client.post(`/api/v1/reviews/${review.id}/ask-again`, { body: 'It is 10 now' })).is(200);
    await his.says('reviewer_asked', back.reviewers.find((one: Json) => one.person_id === rob.id).id);
    assert.deepEqual(strange.heard.filter((one) => one.event.startsWith('review')), []);
    for (const stream of [his, strange]) stream.close();
    assert.deepEqual(again.comments.at(-1).verdict, 'waiting');
    assert.deepEqual(await waiting(rob), [['Hidden plan', 'waiting']]);
  });

  world.step('accept what was read, and only that', async () => {
    const { edition } = await now(rob);
    await on.keyResult(draft.id, { title: 'Another' }, dora.client);
    const late = await rob.client.post(`/api/v1/reviews/${review.id}/accept`, { edition });
    assert.equal(late.is(409).code, 'draft_changed');
    assert.equal((await judge(rob, 'accept', { body: 'Good' })).is(200).accepted, false);
    assert.equal((await judge(roz, 'accept')).is(200).accepted, true);
    assert.deepEqual([await waiting(rob), await asked()], [[], [['accepted', 2, 2]]]);
  });

  world.step('what was accepted lapses when the objective or a key result changes', async () => {
    const lapse = async (change: () => Promise<unknown>) => {
      await change();
      const after = await now();
      assert.deepEqual([after.accepted, after.reviewers.map((one: Json) => one.verdict)], [false, ['lapsed', 'lapsed']]);
      assert.deepEqual([await waiting(rob), await asked()], [[['Hidden plan', 'lapsed']], [['lapsed', 0, 2]]]);
      for (const who of [rob, roz]) (await judge(who, 'accept')).is(200);
      assert.equal((await now()).accepted, true);
    };
    const fresh = () => on.objective(draft.id);
    await lapse(async () => (await dora.client.patch(of(draft), { title: 'Hidden plan' }, match(await fresh()))).is(200));
    const kr = await on.keyResult(draft.id, {}, dora.client);
    await lapse(async () => undefined);
    await lapse(async () => (await dora.client.patch(`/api/v1/key-results/${kr.id}`, { target_value: 90 }, match(kr))).is(200));
    await lapse(async () => (await dora.client.delete(`/api/v1/key-results/${kr.id}`, '"2"')).is(204));
    // Its place in the list is no content.
    (await dora.client.patch(of(draft), { rank: 3 }, match(await fresh()))).is(200);
    assert.equal((await now()).accepted, true);
  });

  world.step('have a thread for those who read the draft', async () => {
    for (const who of [dora, rob]) (await who.client.post(`/api/v1/reviews/${review.id}/comments`, { body: `From ${who.name}` })).is(201);
    (await sam.client.post(`/api/v1/reviews/${review.id}/comments`, { body: 'Hello' })).is(404);
    (await rob.client.post(`/api/v1/reviews/${review.id}/comments`, { body: ' ' })).faultAt('/body');
    const { comments } = await now();
    assert.deepEqual(comments.slice(-2).map((one: Json) => [one.body, one.verdict]), [['From Dora Drafter', null], ['From Rob Reader', null]]);
  });

  world.step('may have other reviewers; who leaves reads no more', async () => {
    const before = await now();
    (await dora.client.patch(`/api/v1/reviews/${review.id}`, { reviewer_ids: [] }, match(before))).faultAt('/reviewer_ids');
    (await dora.client.patch(`/api/v1/reviews/${review.id}`, { reviewer_ids: [dora.id] }, match(before))).faultAt('/reviewer_ids/0');
    const after = (await dora.client.patch(`/api/v1/reviews/${review.id}`, { reviewer_ids: [rob.id, sam.id] }, match(before))).is(200);
    assert.deepEqual(after.reviewers.map((one: Json) => [one.person_name, one.verdict]), [['Rob Reader', 'accepted'], ['Sam Stranger', 'waiting']]);
    assert.equal(after.version, before.version + 1);
    (await roz.client.get(of(draft))).is(404);
    (await sam.client.get(of(draft))).is(200);
    (await dora.client.patch(`/api/v1/reviews/${review.id}`, { reviewer_ids: [rob.id] }, match(before))).is(412);
    (await roz.client.post(`/api/v1/reviews/${review.id}/accept`, { edition: after.edition })).is(404);
  });

  world.step('are withdrawn, and begun anew', async () => {
    const ended = (await dora.client.post(`/api/v1/reviews/${review.id}/withdraw`)).is(200);
    assert.deepEqual([ended.state, ended.may_edit, ended.may_judge], ['withdrawn', false, false]);
    for (const { client } of [rob, sam]) (await client.get(of(draft))).is(404);
    for (const [what, body] of [['withdraw', undefined], ['ask-again', {}], ['comments', { body: 'X' }]] as const)
      assert.equal((await dora.client.post(`/api/v1/reviews/${review.id}/${what}`, body)).is(409).code, 'review_ended');
    assert.deepEqual([await waiting(rob), await asked()], [[], []]);
    review = (await ask(draft, [rob])).is(201);
    const list = await all(dora.client, `${of(draft)}/reviews`, { limit: 1 });
    assert.deepEqual(list.map((one) => one.state), ['open', 'withdrawn']);
  });

  world.step('bar the way to publishing where the organisation wants them', async () => {
    (await setting('review_required', 'sometimes')).faultAt('/value');
    const { choices, kind } = (await setting('review_required', 'committed')).is(200);
    assert.deepEqual([kind, choices], ['choice', ['never', 'committed', 'always']]);
    const waits = (await publish()).is(409);
    assert.equal(waits.code, 'review_unfinished');
    assert.ok(waits.detail.includes('Rob Reader'), waits.detail);
    (await dora.client.post(`/api/v1/reviews/${review.id}/withdraw`)).is(200);
    assert.equal((await publish()).is(409).code, 'review_needed');
    const stretch = await on.draft({ kind: 'aspirational', owner_id: dora.id }, dora.client);
    await on.publish(stretch, dora.client);
    (await setting('review_required', 'always')).is(200);
    const other = await on.draft({ kind: 'aspirational', owner_id: dora.id }, dora.client);
    assert.equal((await dora.client.post(`${of(other)}/publish`, undefined, { ifMatch: match(other) })).is(409).code, 'review_needed');
    review = (await ask(draft, [rob])).is(201);
    (await judge(rob, 'accept')).is(200);
    assert.equal((await publish()).is(200).state, 'published');
    (await setting('review_required', 'never')).is(200);
  });

  world.step('end when it is published; the thread stays among its people', async () => {
    const ended = await now();
    assert.deepEqual([ended.state, ended.accepted, ended.reviewers[0].verdict], ['published', true, 'accepted']);
    assert.equal((await now(rob)).state, 'published');
    (await sam.client.get(`/api/v1/reviews/${review.id}`)).is(404);
    assert.deepEqual((await sam.client.get(`${of(draft)}/reviews`)).is(200).items, []);
    const shown = (await sam.client.get(of(draft))).is(200);
    assert.deepEqual(shown.readers, []);
    assert.equal((await judge(rob, 'accept')).is(409).code, 'review_ended');
    // What is published may change; it was accepted all the same.
    (await dora.client.patch(of(draft), { title: 'Known plan' }, match(shown))).is(200);
    assert.equal((await now()).reviewers[0].verdict, 'accepted');
    for (const kind of ['review_requested', 'review_accepted', 'review_sent_back', 'review_asked_again', 'review_withdrawn', 'review_commented'])
      assert.ok((await kinds()).includes(kind), kind);
  });

  world.step('without the duty, a draft is published whatever its review says', async () => {
    draft = await on.draft({ owner_id: dora.id }, dora.client);
    review = (await ask(draft, [rob])).is(201);
    (await publish()).is(200);
    assert.equal((await now()).state, 'published');
  });

  world.step('go with a draft that is thrown away', async () => {
    draft = await on.draft({ owner_id: dora.id }, dora.client);
    review = (await ask(draft, [rob])).is(201);
    (await judge(rob, 'send-back', { body: 'No' })).is(200);
    (await dora.client.delete(of(draft), match(draft))).is(204);
    for (const who of [dora, rob]) (await who.client.get(`/api/v1/reviews/${review.id}`)).is(404);
    assert.deepEqual([await waiting(rob), await asked()], [[], []]);
  });
});
