// SPDX-License-Identifier: Apache-2.0
// Signing in and out, on how many devices one likes; passwords, one-time links, tokens; and what
// happens to who guesses.
import assert from 'node:assert/strict';
import { adminEmail, adminPassword, both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { type Company, company, match, type Person } from '../support/company.ts';

// Behind a proxy, so that a test can come from where it likes.
both('sessions', (world) => {
  let on: Company;
  let mia: Person;
  const signIn = (email: string, password: string, client: Client = world.anonymous(), from = '192.0.2.1') =>
    client.post('/api/v1/session', { email, password }, { headers: { 'X-Forwarded-For': from } });

  world.step('a company', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
  });

  world.step('the cookie is for this site and no script', async () => {
    const reply = await signIn(mia.email, adminPassword);
    reply.is(201);
    const [cookie] = reply.headers.getSetCookie();
    assert.match(cookie ?? '', /^[a-z_]+=[A-Za-z0-9_-]{20,}; /);
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) assert.ok(cookie?.includes(part), cookie);
    assert.ok(!/secure/i.test(cookie ?? ''), 'Secure without TLS');
    assert.ok(!/domain=/i.test(cookie ?? ''));
    assert.ok(!reply.text.includes(cookie?.split(/[=;]/)[1] ?? '!'), 'the secret is in the body');
    assert.equal(reply.body.current, true);
  });

  world.step('behind TLS the cookie is Secure', async () => {
    const headers = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '192.0.2.1' };
    const reply = await world.unheard().post('/api/v1/session', { email: mia.email, password: adminPassword }, { headers });
    assert.match(reply.headers.getSetCookie()[0] ?? '', /^__Host-.*; Secure/);
  });

  world.step('an address is the same in any case, with space around it', async () => {
    (await signIn(` ${mia.email.toUpperCase()} `, adminPassword)).is(201);
  });

  world.step('a password is taken as it is', async () => {
    for (const password of [adminPassword.toUpperCase(), ` ${adminPassword}`, `${adminPassword} `]) {
      assert.equal((await signIn(mia.email, password)).is(401).code, 'sign_in_failed');
    }
    (await signIn(mia.email, adminPassword)).is(201); // forgives what was counted
  });

  world.step('unknown, imported, invited and deactivated people hear the same as a wrong password', async () => {
    const texts = new Set<string>();
    const imported = await on.name(false);
    const invited = await on.name(true);
    const left = await on.person('Leo Left');
    const row = (await world.admin.get(`/api/v1/people/${left.id}`)).is(200);
    (await world.admin.post(`/api/v1/people/${left.id}/deactivate`, undefined, { ifMatch: match(row) })).is(200);
    for (const email of ['nobody@example.org', imported.name, invited.email, left.email, mia.email]) {
      const password = email === left.email ? adminPassword : 'a wrong password';
      const reply = await signIn(email, password);
      texts.add(`${reply.status} ${reply.text.replace(reply.body.request_id, '')} ${[...reply.headers.keys()].sort()}`);
    }
    assert.equal(texts.size, 1, [...texts].join('\n'));
  });

  world.step('sessions are listed, and end one by one', async () => {
    const there = await world.anonymous().signedIn(mia.email, adminPassword);
    const list = (await mia.client.get('/api/v1/me/sessions', { limit: 200 })).is(200).items;
    assert.equal(list.filter((one: Json) => one.current).length, 1);
    const other = (await there.get('/api/v1/session')).is(200);
    assert.ok(list.some((one: Json) => one.id === other.id && !one.current));
    (await mia.client.delete(`/api/v1/me/sessions/${other.id}`)).is(204);
    (await there.get('/api/v1/me')).is(401);
    (await mia.client.get('/api/v1/me')).is(200);
    (await mia.client.delete(`/api/v1/me/sessions/${other.id}`)).is(404);
  });

  world.step('signing out ends this session and its cookie', async () => {
    const here = await world.anonymous().signedIn(mia.email, adminPassword);
    const { cookie } = here;
    const reply = await here.delete('/api/v1/session');
    reply.is(204);
    assert.equal(here.cookie, undefined, reply.headers.getSetCookie().join());
    here.cookie = cookie;
    (await here.get('/api/v1/me')).is(401);
    (await here.delete('/api/v1/session')).is(401);
  });

  world.step('signing out everywhere does', async () => {
    const clients = [mia.client, await world.anonymous().signedIn(mia.email, adminPassword)];
    (await mia.client.delete('/api/v1/me/sessions')).is(204);
    for (const client of clients) (await client.get('/api/v1/me')).is(401);
    mia.client = await world.anonymous().signedIn(mia.email, adminPassword);
  });

  world.step('sessions come in pages', async () => {
    for (let i = 0; i < 3; i++) await world.unheard().signedIn(mia.email, adminPassword);
    const ids: number[] = [];
    let after: string | undefined;
    do {
      const page = (await mia.client.get('/api/v1/me/sessions', { limit: 2, after })).is(200);
      assert.ok(page.items.length <= 2);
      ids.push(...page.items.map((one: Json) => one.id));
      after = page.next ?? undefined;
    } while (after);
    assert.equal(ids.length, 4);
    assert.equal(new Set(ids).size, 4);
  });

  world.step('a new password needs the old one, and ends the other sessions', async () => {
    const other = await world.anonymous().signedIn(mia.email, adminPassword);
    const put = (current: string, password: string) => mia.client.put('/api/v1/me/password', { current, password });
    (await put('not this one', 'a brand new password')).faultAt('/current');
    (await put(adminPassword, 'too short')).faultAt('/password');
    (await put(adminPassword, mia.email)).faultAt('/password');
    (await put(adminPassword, 'a brand new password')).is(204);
    (await mia.client.get('/api/v1/me')).is(200);
    (await other.get('/api/v1/me')).is(401);
    (await signIn(mia.email, adminPassword)).is(401);
    (await signIn(mia.email, 'a brand new password')).is(201);
    (await mia.client.put('/api/v1/me/password', { current: 'a brand new password', password: adminPassword })).is(204);
  });

  world.step('a one-time link sets a password once, and ends all sessions', async () => {
    const make = async (kind: string) => (await on.quiet.post(`/api/v1/people/${mia.id}/link`, { kind })).is(201);
    assert.equal((await on.quiet.post(`/api/v1/people/${mia.id}/link`, { kind: 'invitation' })).is(409).code, 'already_active');
    const [old, link] = [await make('reset'), await make('reset')];
    assert.ok(link.url.startsWith(`${world.server.url}/link/`), link.url);
    const secret = (one: Json) => one.url.split('/').at(-1);
    const redeem = (one: Json, password: string) => world.anonymous().post('/api/v1/links/redeem', { secret: secret(one), password });
    (await redeem(old, adminPassword)).faultAt('/secret'); // another one was made since
    (await redeem(link, 'short')).faultAt('/password');
    (await redeem(link, adminPassword)).is(204);
    (await redeem(link, adminPassword)).faultAt('/secret');
    (await mia.client.get('/api/v1/me')).is(401);
    mia.client = await world.anonymous().signedIn(mia.email, adminPassword);
  });

  world.step('tokens act for their person until they are revoked or run out', async () => {
    const made = (await on.quiet.post('/api/v1/me/tokens', { name: 'Robot' })).is(201);
    assert.match(made.secret, /^koers_/);
    const robot = world.anonymous().withToken(made.secret);
    assert.equal((await robot.get('/api/v1/me')).is(200).person.email, adminEmail);
    assert.equal((await robot.get('/api/v1/session')).is(403).code, 'no_session');
    assert.equal((await robot.delete('/api/v1/session')).is(403).code, 'no_session');
    const list = await on.quiet.get('/api/v1/me/tokens');
    assert.ok(!list.text.includes(made.secret.slice(-20)), 'a secret is shown again');
    (await world.admin.delete(`/api/v1/me/tokens/${made.id}`)).is(204);
    (await robot.get('/api/v1/me')).is(401);
    (await on.quiet.post('/api/v1/me/tokens', { name: 'Past', expires_at: '2020-01-01T00:00:00Z' })).faultAt('/expires_at');
    const soon = new Date(Date.now() + 5_000).toISOString();
    const brief = (await on.quiet.post('/api/v1/me/tokens', { name: 'Brief', expires_at: soon })).is(201);
    const client = world.anonymous().withToken(brief.secret);
    (await client.get('/api/v1/me')).is(200);
    await new Promise((resolve) => setTimeout(resolve, Date.parse(soon) - Date.now() + 200));
    (await client.get('/api/v1/me')).is(401);
  });

  world.step('deactivating ends sessions and tokens at once; coming back brings none of them', async () => {
    const token = (await mia.client.post('/api/v1/me/tokens', { name: 'Hers' }, {})).is(201);
    const link = (await on.quiet.post(`/api/v1/people/${mia.id}/link`, { kind: 'reset' })).is(201);
    const robot = world.anonymous().withToken(token.secret);
    (await robot.get('/api/v1/me')).is(200);
    const act = async (what: string) => {
      const row = (await world.admin.get(`/api/v1/people/${mia.id}`)).is(200);
      return (await world.admin.post(`/api/v1/people/${mia.id}/${what}`, undefined, { ifMatch: match(row) })).is(200);
    };
    assert.equal((await act('deactivate')).state, 'deactivated');
    const refused = async () => {
      (await mia.client.get('/api/v1/me')).is(401);
      (await robot.get('/api/v1/me')).is(401);
    };
    await refused();
    (await signIn(mia.email, adminPassword)).is(401);
    const body = { secret: link.url.split('/').at(-1), password: adminPassword };
    (await world.anonymous().post('/api/v1/links/redeem', body)).faultAt('/secret');
    assert.equal((await act('reactivate')).state, 'active');
    await refused();
    mia.client = await world.anonymous().signedIn(mia.email, adminPassword);
  });

  world.step('another site cannot act for a person who is signed in', async () => {
    const before = (await world.admin.get('/api/v1/me')).is(200).person.version;
    const foreign: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: `${world.server.url}.evil.example` },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ];
    for (const headers of foreign) {
      const reply = await world.admin.patch('/api/v1/me', { shortcuts: false }, `"${before}"`, { headers });
      assert.equal(reply.is(403).code, 'cross_site', JSON.stringify(headers));
    }
    const own = { Origin: world.server.url, 'Sec-Fetch-Site': 'same-origin' };
    (await world.admin.patch('/api/v1/me', { shortcuts: true }, `"${before}"`, { headers: own })).is(200);
  });

  world.step('who guesses at an account waits longer and longer, whether it exists or not', async () => {
    for (const email of [mia.email, 'no.such.person@example.org']) {
      const seen: number[] = [];
      for (let i = 0; i < 12 && !seen.includes(429); i++) {
        const reply = await signIn(email, `guess ${i}`, world.unheard(), `198.51.100.${i}`);
        seen.push(reply.status);
        if (reply.status !== 429) continue;
        assert.ok(Number(reply.headers.get('retry-after')) >= 1);
        assert.equal(reply.body.code, 'too_many_failures');
        // Not even the right password helps now.
        (await signIn(email, adminPassword, world.unheard())).is(429);
      }
      assert.ok(seen.includes(429) && seen.indexOf(429) >= 3, `${email}: ${seen}`);
    }
    // Others still come in.
    (await signIn(adminEmail, adminPassword)).is(201);
  });

  world.step('who guesses at many accounts from one place waits as well, and nobody else does', async () => {
    const seen: number[] = [];
    for (let i = 0; i < 80 && !seen.includes(429); i++)
      seen.push((await signIn(`guess${i}@example.org`, 'a wrong password', world.unheard(), '2001:db8::1')).status);
    assert.ok(seen.includes(429) && seen.indexOf(429) >= 10, seen.join());
    // The neighbour in the same network of 64 bits is the same place.
    (await signIn(adminEmail, adminPassword, world.unheard(), '2001:db8::2')).is(429);
    (await signIn(adminEmail, adminPassword, world.unheard(), '2001:db8:0:1::1')).is(201);
  });

  world.step('unknown addresses cost what wrong passwords cost', async () => {
    // Different addresses, so that none is throttled; both kinds interleaved, medians compared. Without
    // a hash for unknown addresses the ratio would be below a tenth.
    const people: string[] = [];
    for (let i = 0; i < 6; i++) people.push((await on.person(`Probe ${i}`)).email);
    const known: number[] = [];
    const unknown: number[] = [];
    let asked = 0;
    const time = async (email: string) => {
      asked += 1;
      const begun = performance.now();
      (await signIn(email, 'a wrong password', world.unheard(), `203.0.113.${asked}`)).is(401);
      return performance.now() - begun;
    };
    for (let round = 0; round < 2; round++) {
      for (const [i, email] of people.entries()) {
        known.push(await time(email));
        unknown.push(await time(`unknown${i}@example.org`));
      }
    }
    const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] as number;
    const ratio = median(unknown) / median(known);
    assert.ok(ratio > 0.4 && ratio < 2.5, `unknown ${median(unknown)} ms, wrong password ${median(known)} ms`);
  });
}, { args: ['--trusted-proxies', '127.0.0.0/8'] });
