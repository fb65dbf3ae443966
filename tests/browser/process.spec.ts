// SPDX-License-Identifier: Apache-2.0
// The process, from the client alone: a template is made, versioned, compared and put to use; what it asks is signed.
import type { Page } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { alone, expect, still } from './site.ts';

async function addStep(page: Page, name: string, more: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) {
  await page.getByRole('button', { name: 'Add a step' }).click();
  const dialog = page.getByRole('dialog', { name: 'New step' });
  await dialog.getByLabel('Name in English').fill(name);
  await more(dialog);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

async function choose(page: Page, dialog: ReturnType<Page['getByRole']>, label: string, option: string) {
  await dialog.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function publish(page: Page) {
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('button', { name: 'Retire' })).toBeVisible();
}

alone('process__a_template_is_made_versioned_and_put_to_use_from_the_client_alone', async ({ page, site }) => {
  alone.slow();
  await site.enter(page);
  await page.goto('/process/templates');
  await page.getByRole('button', { name: 'New template' }).click();
  const fresh = page.getByRole('dialog', { name: 'New template' });
  await fresh.getByLabel('Name in English').fill('Our way');
  await fresh.getByRole('button', { name: 'Begin the draft' }).click();
  await expect(page.getByRole('heading', { name: 'Our way, version 1' })).toBeVisible();

  await page.getByRole('button', { name: 'Add a phase' }).click();
  const phase = page.getByRole('dialog', { name: 'New phase' });
  await phase.getByLabel('Name in English').fill('Begin well');
  await phase.getByRole('button', { name: 'Save' }).click();
  await addStep(page, 'Agree on what matters', async (dialog) => {
    await choose(page, dialog, 'For whom it is made', 'The organisation');
    await choose(page, dialog, 'Who answers for it', 'Lead of the OKR squad');
    await dialog.getByLabel('Days', { exact: true }).fill('5');
    await choose(page, dialog, 'Side', 'before');
    await expect(dialog.getByText('5 working days before the start of the cycle')).toBeVisible();
  });
  await expect(page.getByText('5 working days before the start of the cycle')).toBeVisible();
  await publish(page);

  // What should be different then is a new version; the two can be compared.
  await page.getByRole('link', { name: 'Our way', exact: true }).click();
  await page.getByRole('button', { name: 'New version' }).click();
  await expect(page.getByRole('heading', { name: 'Our way, version 2' })).toBeVisible();
  await addStep(page, 'Say it in one page', async (dialog) => {
    await choose(page, dialog, 'For whom it is made', 'The organisation');
    await choose(page, dialog, 'Who answers for it', 'Lead of the OKR squad');
  });
  await page.getByRole('button', { name: 'Year and reason' }).click();
  const reason = page.getByRole('dialog', { name: 'Year and reason' });
  await reason.getByLabel('What changed since the version before, and why').fill('One page is read.');
  await reason.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('One page is read.')).toBeVisible();
  await publish(page);
  await choose(page, page.getByRole('main'), 'Compare with', 'Version 1');
  const different = page.getByRole('region', { name: 'What is different' });
  await expect(different.getByRole('listitem')).toHaveCount(1);
  await expect(different.getByRole('listitem')).toContainText('Say it in one page');

  // Put to use, and its first step is signed by who answers for it.
  await page.getByRole('button', { name: 'Start a cycle' }).click();
  const starting = page.getByRole('dialog', { name: 'Start a cycle' });
  await expect(starting.getByText(/^Starting it makes \d+ steps? in \d+ units?\.$/)).toBeVisible();
  await starting.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Process', exact: true })).toBeVisible();
  await expect(page.getByText('Our way, version 2')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText('Agree on what matters');

  // Whoever leads the squad is asked on every page, and signs.
  const lead = await site.organisation.person('Lea Lead');
  (await site.organisation.admin.post('/api/v1/grants', { person_id: lead.id, role: 'okr_master', unit_id: null })).is(201);
  await page.context().clearCookies();
  await site.enter(page, lead);
  await page.goto('/tree');
  const banner = page.getByRole('region', { name: 'What the process asks of me' });
  await banner.getByRole('link', { name: 'Agree on what matters' }).click();
  const panel = page.getByRole('dialog', { name: 'Agree on what matters' });
  await expect(panel.getByRole('button', { name: 'Sign' })).toBeDisabled();
  await panel.getByLabel('What was done, decided or agreed').fill('Three things matter.');
  await panel.getByRole('button', { name: 'Sign' }).click();
  await expect(panel.getByText(/Signed by Lea Lead/)).toBeVisible();
  await expect(panel.getByText('Three things matter.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/step=/);

  await page.getByRole('link', { name: 'Board' }).click();
  const table = page.getByRole('table', { name: 'Units and their steps' });
  await expect(table.getByRole('columnheader', { name: /Agree on what matters/ })).toBeVisible();
  await expect(table.getByRole('link', { name: /^Done/ }).first()).toBeVisible();
  await table.getByRole('link', { name: /^Done/ }).first().click();
  await expect(page.getByRole('dialog', { name: 'Agree on what matters' })).toContainText('Three things matter.');
});

alone('process__pages_of_one_that_runs_have_no_finding_of_axe', async ({ page, site }) => {
  alone.slow();
  const { admin } = site.organisation;
  const { template_id, version_id } = await site.organisation.process();
  const template = { id: template_id };
  const version = { id: version_id };
  const draft = (await admin.post(`/api/v1/process-templates/${template.id}/versions`, {})).is(201);
  await site.enter(page);
  const looksFine = async (what: string) => {
    await still(page);
    expect.soft(await axeFindings(page), what).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(wide, `${what} sticks out`).toBeLessThanOrEqual(0);
  };
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['/process', '/process/board', `/process/versions/${version.id}`, `/process/versions/${draft.id}?against=${version.id}`, `/process/templates/${template.id}`]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await looksFine(`${path} ${width}`);
    }
    await page.goto(`/process/versions/${draft.id}`);
    await page.getByRole('button', { name: 'Add a step' }).first().click();
    await page.getByRole('dialog', { name: 'New step' }).waitFor();
    await looksFine(`a new step ${width}`);
    await page.goto('/process/board');
    await page.getByRole('table').getByRole('link', { name: /Late|Now|Held up|Later/ }).first().click();
    await page.getByRole('dialog').getByText('Who answers for it').waitFor();
    await looksFine(`a step ${width}`);
  }
});

alone('process__board_finds_late_units_of_any_depth_page_by_page', async ({ page, site }) => {
  alone.slow();
  const { admin, team } = site.organisation;
  const names = Array.from({ length: 80 }, (_, at) => `Crew ${String(at).padStart(2, '0')}`);
  for (const name of names) (await admin.post('/api/v1/units', { name, type: 'team', parent_id: team.id })).is(201);
  await site.organisation.process();
  await site.enter(page);
  const asked: string[] = [];
  page.on('request', (one) => one.url().includes('/board?') && one.url().includes('/api/') && asked.push(one.url()));
  await page.goto('/process/board?filter=late');
  await expect(page.getByRole('link', { name: 'Crew 00' })).toBeVisible();
  const board = page.getByRole('region', { name: 'Board of the process' });
  expect(asked).toHaveLength(1);
  await expect(async () => {
    await board.evaluate((it) => it.scrollTo(0, it.scrollHeight));
    await expect(page.getByRole('link', { name: 'Crew 79' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  expect(asked).toHaveLength(2);
});
