// SPDX-License-Identifier: Apache-2.0
// Comments: said, answered, changed with what stood before, deleted without a trace; mentions; and what is said
// of a draft, which stays among those who may read it.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';
import { Stream } from '../support/stream.ts';

both('comments', (world) => {
  let on: Company;
  let olga: Person;
  let sam: Person;
  let lea: Person;
  let objective: Json;
  let kr: Json;
  let first: Json;
  const say = (body: Json, client: Client = olga.client, id = objective.id) => client.post(`/api/v1/objectives/${id}/comments`, body);
  const at = (one: Json) => `/api/v1/comments/${one.id}`;
  const change = (one: Json, body: string, client: Client = olga.client) => client.patch(at(one), { body }, match(one as { version: number }));
  const remove = (one: Json, client: Client = olga.client) => client.delete(at(one), match(one as { version: number }));
  const threads = (client: Client = sam.client, id = objective.id) => all(client, `/api/v1/objectives/${id}/comments`, { limit: 2 });
  const words = async (client?: Client, id?: number) =>
    (await threads(client, id)).map((one) => [one.comment.body, ...one.answers.map((answer: Json) => answer.body)]);

  world.step('are said by everybody who may read the objective', async () => {
    on = await company(world);
    olga = await on.person('Olga Owner', { memberOf: [on.units.netherlands] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    lea = await on.person('Lea Leader', { role: ['leader', on.units.retail] });
    objective = await on.published({ owner_id: olga.id });
    kr = await on.keyResult(objective.id, { title: 'Returns' });
    first = (await say({ body: 'What if **returns** double?' }, sam.client)).is(201);
    assert.deepEqual(
      [first.body, first.person_name, first.parent_id, first.key_result_id, first.in_draft, first.edited_at, first.mentions, first.may_edit, first.may_delete],
      ['What if **returns** double?', 'Sam Stranger', null, null, false, null, [], true, true],
    );
    const seen = (await olga.client.get(at(first))).is(200);
    assert.deepEqual([seen.may_edit, seen.may_delete], [false, false]);
    assert.deepEqual([(await on.admin.get(at(first))).is(200).may_edit, (await on.admin.get(at(first))).is(200).may_delete], [false, true]);
  });

  world.step('are about a key result, or answer a check-in', async () => {
    const about = (await say({ body: 'Which returns?', key_result_id: kr.id })).is(201);
    assert.deepEqual([about.key_result_title, about.check_in_id], ['Returns', null]);
    const checkIn = await on.checkIn(kr.id, 20, { note: 'Slow' });
    const answer = (await say({ body: 'Why slow?', check_in_id: checkIn.id })).is(201);
    assert.deepEqual([answer.key_result_id, answer.key_result_title, answer.check_in_id, answer.check_in_day], [kr.id, 'Returns', checkIn.id, on.today]);
    const elsewhere = await on.keyResult((await on.published()).id);
    assert.equal((await say({ body: 'X', key_result_id: elsewhere.id })).faultAt('/key_result_id').code, 'not_of_objective');
    const other = await on.checkIn(elsewhere.id, 10);
    assert.equal((await say({ body: 'X', check_in_id: other.id })).faultAt('/check_in_id').code, 'not_of_objective');
    assert.equal((await say({ body: 'X', check_in_id: 999_999 })).faultAt('/check_in_id').code, 'not_of_objective');
    (await say({ body: '' })).faultAt('/body');
    (await say({ body: 'x'.repeat(5001) })).faultAt('/body');
    (await say({ body: 'X' }, sam.client, 999_999)).is(404);
  });

  world.step('are answered one level deep', async () => {
    const one = (await say({ body: 'We would hire.', parent_id: first.id })).is(201);
    const two = (await say({ body: 'Whom?', parent_id: first.id }, sam.client)).is(201);
    assert.equal(one.parent_id, first.id);
    assert.equal((await say({ body: 'X', parent_id: two.id })).faultAt('/parent_id').code, 'answers_an_answer');
    assert.equal((await say({ body: 'X', parent_id: 999_999 })).faultAt('/parent_id').code, 'no_such_comment');
    const there = await on.published();
    assert.equal((await say({ body: 'X', parent_id: first.id }, olga.client, there.id)).faultAt('/parent_id').code, 'no_such_comment');
    assert.deepEqual(await words(), [['Why slow?'], ['Which returns?'], ['What if **returns** double?', 'We would hire.', 'Whom?']]);
    const thread = (await say({ body: 'Which label?', key_result_id: kr.id })).is(201);
    const about = (await say({ body: 'The new one.', parent_id: thread.id }, sam.client)).is(201);
    assert.equal(about.key_result_id, kr.id);
    (await remove(about, sam.client)).is(204);
    (await remove(thread)).is(204);
  });

  world.step('are changed by who said them, and what they said before stays', async () => {
    (await change(first, 'X', olga.client)).is(403);
    (await change(first, 'X', on.admin)).is(403);
    (await sam.client.patch(at(first), { body: 'X' }, '"9"')).is(412);
    const same = (await change(first, first.body, sam.client)).is(200);
    assert.deepEqual([same.version, same.edited_at], [1, null]);
    let now = (await change(first, `What if returns triple, @[${olga.id}]?`, sam.client)).is(200);
    assert.ok(now.edited_at);
    now = (await change(now, 'What if returns halve?', sam.client)).is(200);
    assert.deepEqual([now.version, now.mentions], [3, []]);
    const editions = await all(olga.client, `${at(first)}/editions`, { limit: 1 });
    assert.deepEqual(
      editions.map((one) => [one.body, one.mentions.map((who: Json) => who.name)]),
      [[`What if returns triple, @[${olga.id}]?`, ['Olga Owner']], ['What if **returns** double?', []]],
    );
    first = now;
  });

  world.step('are deleted with all they ever said, while answers stay', async () => {
    (await remove(first, olga.client)).is(403);
    (await sam.client.delete(at(first), '"1"')).is(412);
    (await remove(first, sam.client)).is(204);
    for (const path of [at(first), `${at(first)}/editions`]) (await sam.client.get(path)).is(404);
    (await change(first, 'X', sam.client)).is(404);
    (await remove(first, sam.client)).is(404);
    assert.equal((await say({ body: 'X', parent_id: first.id })).faultAt('/parent_id').code, 'no_such_comment');
    const left = await threads();
    assert.deepEqual(left.at(-1)?.answers.map((one: Json) => one.body), ['We would hire.', 'Whom?']);
    assert.deepEqual([left.at(-1)?.comment.body, left.at(-1)?.comment.may_delete], ['', false]);
    assert.ok(left.at(-1)?.comment.deleted_at);
    for (const one of left.at(-1)?.answers ?? []) (await remove(one, on.admin)).is(204);
    assert.deepEqual(await words(), [['Why slow?'], ['Which returns?']], 'without answers nothing is left of it');
  });

  world.step('mention people who can be told', async () => {
    const one = (await say({ body: `@[${sam.id}] and @[${lea.id}], @[${sam.id}]: look. @[x] @[] @[12` })).is(201);
    assert.deepEqual(one.mentions.map((who: Json) => who.name), ['Lea Leader', 'Sam Stranger']);
    assert.equal((await say({ body: '@[999999]' })).faultAt('/body').code, 'no_such_person');
    const imported = (await on.admin.post('/api/v1/people', { name: 'Only a name' })).is(201);
    assert.equal((await say({ body: `@[${imported.id}]` })).faultAt('/body').code, 'cannot_be_told');
    const many = Array.from({ length: 21 }, (_, place) => `@[${place + 1}]`).join(' ');
    assert.ok((await say({ body: many })).is(422).errors.some((fault: Json) => fault.code === 'too_many_mentions'));
    // Who left after having been mentioned does not keep the words from being mended.
    const gone = (await on.admin.post('/api/v1/people', { name: 'Gone', email: 'gone@example.org' })).is(201);
    const invited = (await say({ body: `@[${gone.id}]?` }));
    if (invited.status === 201) {
      const said = invited.is(201);
      (await on.admin.post(`/api/v1/people/${gone.id}/deactivate`, undefined, { ifMatch: match((await on.admin.get(`/api/v1/people/${gone.id}`)).is(200)) })).is(200);
      (await change(said, `@[${gone.id}]!`)).is(200);
      assert.equal((await say({ body: `@[${gone.id}]` })).faultAt('/body').code, 'cannot_be_told');
    }
  });

  world.step('tell those who are mentioned, and nobody else of it', async () => {
    const [his, hers] = await Promise.all([Stream.open(sam.client), Stream.open(lea.client)]);
    const mark = await on.published();
    for (const stream of [his, hers]) await stream.says('objective_published', mark.id);
    const before = hers.heard.length;
    const one = (await say({ body: `@[${sam.id}]` })).is(201);
    const told = await his.says('comment_mentioned', one.id);
    assert.deepEqual([told.data.owner_id, told.data.subject, told.data.hidden], [sam.id, 'comment', true]);
    await hers.says('comment_created', one.id);
    const again = (await change(one, `@[${sam.id}], once more, and @[${olga.id}]`)).is(200);
    await hers.says('comment_updated', one.id);
    (await remove(again)).is(204);
    await hers.says('comment_deleted', one.id);
    assert.deepEqual(hers.kinds(before), ['comment_created', 'comment_updated', 'comment_deleted']);
    // A stream may hear once more what stood just before it was opened: counted is this comment.
    assert.equal(his.heard.filter((heard) => heard.event === 'comment_mentioned' && heard.data.subject_id === one.id).length, 1, 'once for one mention');
    his.close();
    hers.close();
  });

  world.step('name who can be mentioned', async () => {
    const names = async (id: number, query: Json = {}, client = olga.client) =>
      (await client.get(`/api/v1/objectives/${id}/mentionable`, query as Record<string, string>)).is(200).people.map((one: Json) => one.name);
    const quiet = await on.published();
    const mate = await on.person('Mia Mate', { memberOf: [on.units.netherlands] });
    assert.deepEqual(await names(quiet.id), ['Mia Mate'], 'those of its unit');
    (await say({ body: 'Hello' }, sam.client, quiet.id)).is(201);
    assert.deepEqual(await names(quiet.id), ['Sam Stranger', 'Mia Mate'], 'those who follow it come first');
    assert.deepEqual(await names(quiet.id, { q: 'LEADER' }), ['Lea Leader']);
    assert.deepEqual(await names(quiet.id, { q: 'olga' }), [], 'not oneself');
    assert.deepEqual((await names(quiet.id, { q: 'a', most: 1 })).length, 1);
    for (const name of ['Álvaro Santamaría', 'Quirijn Máas', 'Marijke Quist']) await on.person(name, { memberOf: [on.units.finance] });
    assert.deepEqual(await names(quiet.id, { q: 'maa' }), ['Quirijn Máas']);
    assert.deepEqual(await names(quiet.id, { q: 'mar' }), ['Marijke Quist', 'Álvaro Santamaría'], 'those of whose name a word begins so come first');
    assert.deepEqual(await names(quiet.id, { q: 'q', most: 2 }), ['Marijke Quist', 'Quirijn Máas'], 'whichever word it is, by name');
    const draft = await on.draft({ owner_id: olga.id }, olga.client);
    assert.deepEqual((await names(draft.id)).includes('Lea Leader'), true, 'who leads the units above may read a draft');
    assert.deepEqual(await names(draft.id, { q: 'Sam' }), [], 'who may not read it is not offered');
    assert.deepEqual(await names(draft.id, { q: 'Mia' }), []);
    assert.ok(mate.id);
  });

  world.step('of a draft stay among those who may read it, also when it is published', async () => {
    const draft = await on.draft({ title: 'Secret', owner_id: olga.id }, olga.client);
    const said = (await say({ body: 'Too bold?' }, lea.client, draft.id)).is(201);
    assert.equal(said.in_draft, true);
    assert.equal((await say({ body: `@[${sam.id}]` }, olga.client, draft.id)).faultAt('/body').code, 'may_not_read_draft');
    (await say({ body: `@[${lea.id}], no.`, parent_id: said.id }, olga.client, draft.id)).is(201);
    for (const path of [`/api/v1/objectives/${draft.id}/comments`, `/api/v1/objectives/${draft.id}/followers`, `/api/v1/objectives/${draft.id}/mentionable`, at(said), `${at(said)}/editions`]) {
      (await sam.client.get(path)).is(404);
    }
    (await say({ body: 'X' }, sam.client, draft.id)).is(404);
    (await change(said, 'X', sam.client)).is(404);
    (await remove(said, sam.client)).is(404);
    (await change(said, 'X', olga.client)).is(403);
    const stream = await Stream.open(sam.client);
    const mark = await on.published();
    await stream.says('objective_published', mark.id);
    const before = stream.heard.length;
    (await change(said, 'Far too bold?', lea.client)).is(200);
    const published = await on.publish(draft, olga.client);
    await stream.says('objective_published', published.id);
    assert.deepEqual(stream.kinds(before), ['objective_published']);
    stream.close();
    assert.deepEqual(await words(sam.client, draft.id), []);
    assert.deepEqual(await words(lea.client, draft.id), [['Far too bold?', `@[${lea.id}], no.`]]);
    (await sam.client.get(at(said))).is(404);
    (await say({ body: 'X', parent_id: said.id }, sam.client, draft.id)).is(422);
    const later = (await say({ body: 'Good that we kept it.', parent_id: said.id }, olga.client, draft.id)).is(201);
    assert.equal(later.in_draft, true, 'an answer is as private as what it answers');
    assert.equal((await say({ body: 'Open now.' }, olga.client, draft.id)).is(201).in_draft, false);
    assert.deepEqual(await words(sam.client, draft.id), [['Open now.']]);
  });

  world.step('go with a draft that is thrown away', async () => {
    const draft = await on.draft({ owner_id: olga.id }, olga.client);
    const said = (await say({ body: 'Hm.' }, olga.client, draft.id)).is(201);
    (await olga.client.post(`/api/v1/objectives/${draft.id}/follow`)).is(200);
    (await olga.client.delete(`/api/v1/objectives/${draft.id}`, match(draft))).is(204);
    (await olga.client.get(at(said))).is(404);
  });

  world.step('show whoever is erased under no name any more', async () => {
    const pat = await on.person('Pat Passing', { memberOf: [on.units.finance] });
    const said = (await say({ body: `Ask @[${pat.id}].` })).is(201);
    (await say({ body: 'Ask me.', parent_id: said.id }, pat.client)).is(201);
    await world.database.koers(['person', 'erase', pat.email]);
    const texts = (await sam.client.get(`/api/v1/objectives/${objective.id}/comments`)).text;
    assert.ok(!texts.includes('Pat Passing') && texts.includes(`Former colleague ${pat.id}`));
  });
});
