// SPDX-License-Identifier: Apache-2.0
// What axe finds on a page (WCAG 2.2 AA), a line each.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from './site.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Dialogs and menus are drawn at the end of the page, outside of its regions; their heads are no banners.
const notOurs = ['region', 'landmark-no-duplicate-banner', 'landmark-unique'];

export const MODAL = '[aria-modal="true"]';

export async function axeFindings(page: Page): Promise<string[]> {
  // In the page itself, and the script comes into it once. The other way opens a blank page for every look and reads the
  // script into both, for the sake of frames from elsewhere: we have none, and it took more than half of the time of a look.
  const axeSource = (await page.evaluate('!!window.axe')) ? '/* there already */' : undefined;
  const axe = new AxeBuilder({ page, axeSource }).setLegacyMode().options({ resultTypes: ['violations'] });
  axe.withTags(tags).disableRules(notOurs);
  // What lies behind a modal dialog cannot be reached, and has a line of its own.
  if ((await page.locator(MODAL).count()) > 0) axe.include(MODAL);
  const { violations } = await axe.analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join('\n  ')}`);
}
