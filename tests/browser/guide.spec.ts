// SPDX-License-Identifier: Apache-2.0
// The user's guide (doc/guide), walked: each test does in the demo organisation what a page of the guide says,
// finds what it promises to be there, and keeps the picture beside those words, in English and in Dutch.
import { languages } from '../support/catalogue.ts';
import { expect, test } from './talverno.ts';

const PHONE = { width: 390, height: 844 };

/** Who does it: in the Dutch guide people who write Dutch, as far as the work is not the board's. */
const cast = {
  en: {
    asked: 'ingrid.solheim',
    leader: { login: 'jonas.brandt', unit: 'Talverno Deutschland' },
    owner: { login: 'zofia.kaminska', phone: 'zofia.kaminska' },
    draft: { login: 'katrin.lehmann', title: 'One order arrives in one parcel', weak: 'Roll out the new app and grow revenue by 20%' },
    promise: { login: 'jonas.brandt', unit: 'Talverno Deutschland', title: 'Our word on delivery counts' },
    quality: { login: 'farah.elamrani', unit: 'Talverno Deutschland' },
    blocker: { text: 'The pictures for our letters come a week late.', unit: 'Commerce', request: 'Ten rooms every Monday, until the sale days.' },
    noAddress: 'no address',
  },
  nl: {
    asked: 'daan.visser',
    leader: { login: 'daan.visser', unit: 'Bezorging NL' },
    owner: { login: 'daan.visser', phone: 'rick.vanleeuwen' },
    draft: { login: 'nadia.benali', title: 'Wie naar zijn pakket vraagt', weak: 'De nieuwe app uitrollen en de omzet met 20% verhogen' },
    promise: { login: 'daan.visser', unit: 'Bezorging NL', title: 'Ook op zaterdag' },
    quality: { login: 'wouter.kuipers', unit: 'Bezorging NL' },
    blocker: { text: 'Het laadplein in Den Haag komt pas over zes weken.', unit: 'Transport & Last Mile', request: 'Zolang twaalf fietskoeriers uit de pool.' },
    noAddress: 'geen adres',
  },
} as const;

/** An export of the HR system: somebody who is here already, somebody new, and a row with a fault. */
const people = (noAddress: string) =>
  [
    'Employee ID;Name;Work email;Department;Manager ID',
    'T0001;Marijke Hoekstra;marijke.hoekstra@talverno.example;;',
    'P201;Linda Okafor;linda.okafor@talverno.example;Supply Chain / Returns;T0001',
    `P202;Rob Heemskerk;${noAddress};Supply Chain / Returns;P201`,
  ].join('\n');

for (const language of languages) {
  const who = cast[language];
  const scene = (name: string) => `guide__${name}_${language}`;

  test.describe('board', () => {
    test(scene('board_reads_the_strategy_and_its_gaps'), async ({ page, reader }) => {
      const board = await reader(language);
      await board.sitsAs('marijke.hoekstra');
      await board.goesTo('Strategy');
      await expect(board.text('No topline OKR in this cycle: nothing here moves this theme.')).toBeVisible();
      await expect(board.heading('How deep it reaches')).toBeVisible();
      await expect(board.heading('Objectives that lead to no theme')).toBeVisible();
      await expect(board.button('Print')).toBeVisible();
      await board.picture('board-strategy', { from: page.getByRole('list', { name: board.say('Strategic themes') }), until: page.getByRole('main') });
    });

    test(scene('board_says_what_changed_and_why'), async ({ page, reader }) => {
      const board = await reader(language);
      await board.sitsAs('marijke.hoekstra');
      await board.goesTo('Strategy');
      await board.link('Sessions').click();
      await expect(board.button('Prepare a session')).toBeVisible();
      await expect(board.text('holds now')).toBeVisible();
      await page.getByRole('link', { name: 'Strategy review' }).click();
      await expect(board.heading('What changed, and why')).toBeVisible();
      const until = board.region('Compared with').getByRole('listitem').filter({ hasText: 'Worth coming back for' });
      await board.picture('board-session', { from: page.getByRole('heading', { level: 1 }), until });
    });

    test(scene('board_sees_the_heat_and_what_needs_a_look'), async ({ page, reader }) => {
      const board = await reader(language);
      await board.sitsAs('marijke.hoekstra');
      await board.goesTo('Explore');
      await board.link('Heat map').click();
      await expect(page.getByRole('list', { name: board.say('What the marks mean') })).toContainText(board.say('No check-in'));
      await expect(board.region('Needs a look').getByRole('row').nth(5)).toBeVisible();
      const until = board.region('Needs a look').getByRole('row').nth(1);
      await board.picture('board-heat', { from: page.getByRole('heading', { level: 1 }), until });
    });

    test(scene('board_presents_the_topline_and_looks_back'), async ({ page, reader }) => {
      const board = await reader(language);
      await board.sitsAs('marijke.hoekstra');
      await page.goto(`/units/${(await board.unit('Talverno')).id}`);
      await page.getByRole('link', { name: board.say('Present', 'to show on a beamer') }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(board.button('Print')).toBeVisible();
      await board.picture('board-present', { until: page.getByRole('list').last() });
      await page.keyboard.press('Escape');
      await board.goesTo('Tree');
      await page.getByText(board.say('By unit'), { exact: true }).click();
      await expect(board.field('As it was on')).toBeVisible();
    });

    test(scene('board_reads_how_it_ended'), async ({ page, reader }) => {
      const board = await reader(language);
      await board.sitsAs('marijke.hoekstra');
      await expect(board.region('Asked of you')).toBeVisible();
      await board.goesTo('Explore');
      await expect(board.link('Compare')).toBeVisible();
      await board.link('Post-mortems').click();
      await expect(page.getByRole('heading', { level: 1, name: board.say('Post-mortems') })).toBeVisible();
      // Why a number is what it is.
      await page.goto(`/objectives/${(await board.objective('Customers can rely')).id}`);
      await page.getByRole('button', { name: board.words.pattern('Why {value}?') }).click();
      await expect(page.getByRole('button', { name: board.words.pattern('Why {value}?') })).toHaveAttribute('aria-expanded', 'true');
    });
  });

  test.describe('leader', () => {
    test(scene('leader_finds_what_is_asked'), async ({ page, reader }) => {
      const leader = await reader(language);
      await leader.sitsAs(who.asked);
      await expect(leader.heading('This week')).toBeVisible();
      await expect(leader.inMain('Check in')).toBeVisible();
      const asked = leader.region('Asked of you');
      await expect(asked.getByRole('button', { name: leader.say('Resolve…') })).toBeVisible();
      await leader.picture('leader-home', { until: asked });
    });

    test(scene('leader_aligns_a_draft'), async ({ page, reader }) => {
      const leader = await reader(language);
      await leader.sitsAs(who.draft.login);
      await page.goto(`/objectives/${(await leader.objective(who.draft.title)).id}`);
      await leader.button('Align with…').click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByText(leader.say('Supports it'))).toBeVisible();
      await expect(dialog.getByText(leader.say('Counts in its progress'))).toBeVisible();
      await expect(dialog.getByRole('listitem').first()).toBeVisible();
      await leader.picture('leader-align', { from: dialog, until: dialog });
    });

    test(scene('leader_holds_a_check_in_meeting'), async ({ page, reader }) => {
      const leader = await reader(language);
      await leader.sitsAs(who.leader.login);
      await page.goto(`/units/${(await leader.unit(who.leader.unit)).id}`);
      await expect(leader.region('Check-in meetings').getByRole('button', { name: leader.say('Plan one…') })).toBeVisible();
      await leader.button('Start now').click();
      const stage = leader.region('On the screen');
      await expect(stage.getByRole('status')).toBeVisible();
      await expect(stage).toContainText(leader.say('What did we agree last time?'));
      await expect(leader.field('Minutes')).toBeVisible();
      await expect(leader.button('Agree')).toBeVisible();
      await expect(leader.button('End the meeting')).toBeVisible();
      await leader.picture('leader-meeting', { until: page.getByRole('main') });
    });

    test(scene('leader_writes_what_the_unit_learnt'), async ({ page, reader }) => {
      const leader = await reader(language);
      await leader.sitsAs(who.leader.login);
      await page.goto(`/units/${(await leader.unit(who.leader.unit)).id}?cycle=${await leader.lastCycle()}`);
      await leader.link('Closing').click();
      await page.getByRole('navigation', { name: leader.say('Steps of the closing') }).getByText(leader.say('Retrospective')).click();
      await expect(leader.field('What worked?')).not.toHaveValue('');
      await expect(leader.button('Add a cause')).toBeVisible();
      await expect(leader.button('Agree on an action')).toBeVisible();
      await leader.picture('leader-retrospective', { until: page.getByRole('main') });
    });

    test(scene('leader_when_it_goes_otherwise'), async ({ page, reader }) => {
      const leader = await reader(language);
      await leader.sitsAs(who.leader.login);
      await page.goto(`/units/${(await leader.unit(who.leader.unit)).id}`);
      await expect(leader.region('Blockers here and below')).toBeVisible();
      await expect(leader.region('Writing help')).toBeVisible();
      await leader.button('More actions').first().click();
      await expect(page.getByRole('menuitem', { name: leader.say('Check-in cadence…') })).toBeVisible();
      await page.goto(`/objectives/${(await leader.objective(who.promise.title)).id}`);
      await leader.button('More actions').first().click();
      await expect(page.getByRole('menuitem', { name: leader.say('Give up…') })).toBeVisible();
    });
  });

  test.describe('owner', () => {
    test(scene('owner_writes_with_help'), async ({ page, reader }) => {
      const owner = await reader(language);
      await owner.sitsAs(who.owner.login);
      await owner.link('New objective').first().click();
      await owner.field('What do you want to achieve?').fill(who.draft.weak);
      const help = owner.region('Writing help');
      await expect(help.getByRole('listitem').first()).toBeVisible();
      await help.getByText(owner.say('Why, and an example')).first().click();
      await expect(owner.button('Save as a draft')).toBeVisible();
      await owner.picture('owner-draft', { until: page.getByRole('main') });
    });

    test(scene('owner_has_a_draft_read'), async ({ page, reader }) => {
      const owner = await reader(language);
      await owner.sitsAs(who.draft.login);
      const drafts = owner.region('My drafts in review');
      await drafts.getByRole('link', { name: who.draft.title }).click();
      await expect(owner.button('Publish')).toBeVisible();
      const review = owner.region('Review');
      await expect(review.getByRole('button', { name: owner.say('Reviewers…') })).toBeVisible();
      await owner.picture('owner-review', { until: review });
    });

    test(scene('owner_checks_in'), async ({ page, reader }) => {
      const owner = await reader(language);
      await owner.sitsAs(who.owner.login);
      await owner.inMain('Check in').click();
      await expect(owner.field('Value now')).not.toHaveValue('');
      await page.getByRole('checkbox', { name: owner.say('Something is in the way') }).check();
      await owner.field('What is in the way?').fill(who.blocker.text);
      await page.getByRole('combobox', { name: owner.say('Whom do you ask for help?') }).click();
      await page.getByRole('option', { name: owner.say('the leaders of a unit') }).click();
      await page.getByRole('combobox', { name: owner.say('Unit'), exact: true }).fill(who.blocker.unit);
      await page.getByRole('option', { name: who.blocker.unit }).click();
      await owner.field('What would help?').fill(who.blocker.request);
      await expect(owner.button('Skip')).toBeVisible();
      await owner.picture('owner-check-in', { until: page.getByRole('main') });
    });

    test(scene('owner_checks_in_on_a_phone'), async ({ page, reader }) => {
      await page.setViewportSize(PHONE);
      const owner = await reader(language);
      await owner.sitsAs(who.owner.phone);
      await owner.inMain('Check in').click();
      await expect(owner.field('Value now')).not.toHaveValue('');
      await owner.picture('owner-check-in-phone', { until: page.getByRole('main') });
    });

    test(scene('owner_closes_a_promise'), async ({ page, reader }) => {
      const owner = await reader(language);
      await owner.sitsAs(who.promise.login);
      await page.goto(`/units/${(await owner.unit(who.promise.unit)).id}`);
      await owner.link('Closing').click();
      await page.getByRole('navigation', { name: owner.say('Steps of the closing') }).getByText(who.promise.title).click();
      await expect(page.getByRole('group', { name: owner.say('Score of the objective') })).toBeVisible();
      await expect(owner.field('What happened?')).toBeVisible();
      await expect(owner.field('What do we change?')).toBeVisible();
      await expect(owner.button('Close and next')).toBeVisible();
      const from = page.getByRole('group', { name: owner.say('Score of the objective') });
      await owner.picture('owner-closing', { from, until: page.getByRole('main') });
    });

    test(scene('owner_when_it_goes_otherwise'), async ({ page, reader }) => {
      const owner = await reader(language);
      await owner.sitsAs(who.promise.login);
      const { id } = await owner.objective(who.promise.title);
      await page.goto(`/objectives/${id}`);
      await expect(owner.button('Add a key result').or(owner.link('Add a key result'))).toBeVisible();
      await expect(owner.region('History')).toBeVisible();
      await page.getByRole('region', { name: owner.say('Key results') }).getByRole('button', { expanded: false }).first().click();
      await expect(page.getByRole('button', { name: owner.words.pattern('Edit the check-in of {day}') }).first()).toBeVisible();
      await page.goto('/account');
      await expect(owner.heading('May check in for you')).toBeVisible();
      await owner.button('Note an absence…').click();
      await expect(page.getByRole('dialog').getByRole('combobox', { name: owner.say('Who stands in?') })).toBeVisible();
    });
  });

  test.describe('okr_master', () => {
    test(scene('okr_master_sees_who_is_silent'), async ({ page, reader }) => {
      const master = await reader(language);
      await master.sitsAs('farah.elamrani');
      await master.goesTo('Explore');
      await master.link('Heat map').click();
      await page.getByRole('link', { name: 'Supply Chain', exact: true }).click();
      await expect(page.getByRole('rowheader', { name: 'Returns', exact: true })).toBeVisible();
      await expect(master.region('Needs a look').getByText(master.say('Outdated')).first()).toBeVisible();
      await master.picture('okr-master-heat', { until: page.getByRole('main') });
    });

    test(scene('okr_master_reads_the_set_of_a_unit'), async ({ page, reader }) => {
      const master = await reader(language);
      await master.sitsAs(who.quality.login);
      await page.goto(`/units/${(await master.unit(who.quality.unit)).id}`);
      const help = master.region('Writing help');
      await expect(help.getByText(master.say('Strength of the set'))).toBeVisible();
      await help.getByText(master.say('Why, and an example')).first().click();
      await master.picture('okr-master-quality', { until: help });
    });

    test(scene('okr_master_knows_the_squad'), async ({ page, reader }) => {
      const master = await reader(language);
      await master.sitsAs('farah.elamrani');
      await master.goesTo('People');
      await master.link('OKR squad').click();
      await expect(page.getByText(master.say('The whole organisation (squad lead)'))).toBeVisible();
      await master.picture('okr-master-squad', { until: page.getByRole('main') });
    });

    test(scene('okr_master_sits_at_the_desk'), async ({ page, reader }) => {
      const master = await reader(language);
      await master.sitsAs('farah.elamrani');
      await page.goto('/desk');
      await expect(master.region('Units where something is open')).toBeVisible();
      await master.picture('okr-master-desk', { until: page.getByRole('main') });
      await page.goto('/practice-health');
      await expect(master.region('Why this number')).toBeVisible();
      await master.picture('okr-master-health', { until: page.getByRole('main') });
      await master.goesTo('Way of working');
      const contents = page.getByRole('navigation', { name: master.say('Contents') });
      await expect(contents).toBeVisible();
      await master.picture('okr-master-handbook', { until: contents });
    });

    test(scene('okr_master_tries_an_import'), async ({ page, reader }) => {
      const admin = await reader(language);
      await admin.sitsAs('robin.degroot');
      await admin.goesTo('People');
      await admin.link('Import').click();
      const csv = Buffer.from(people(who.noAddress));
      await page.setInputFiles('input[type=file]', { name: 'people.csv', mimeType: 'text/csv', buffer: csv });
      await expect(admin.heading('What would happen')).toBeVisible();
      await expect(admin.button('Bring in')).toBeVisible();
      await admin.picture('okr-master-import', { until: page.getByRole('main') });
    });

    test(scene('okr_master_plans_and_settles'), async ({ page, reader }) => {
      const master = await reader(language);
      await master.sitsAs('farah.elamrani');
      await expect(master.region('Waiting for my review')).toBeVisible();
      await page.getByRole('banner').getByRole('button').first().click();
      await page.getByRole('menuitem', { name: master.say('New cycle…') }).click();
      await page.getByRole('dialog').getByRole('combobox', { name: master.say('State') }).click();
      await expect(page.getByRole('option', { name: master.say('Planned: takes drafts') })).toBeVisible();
      await page.goto('/settings');
      await expect(master.text('Review before publishing')).toBeVisible();
      await expect(master.text('Objectives of a unit')).toBeVisible();
      await page.goto('/tags');
      await expect(page.getByRole('heading', { level: 1, name: master.say('Tags') })).toBeVisible();
      await page.goto(`/people/${(await master.person('Katrin Lehmann')).id}`);
      await expect(master.button('Give a role')).toBeVisible();
      await master.goesTo('Units');
      await expect(master.link('Reorganisations')).toBeVisible();
    });
  });
}
