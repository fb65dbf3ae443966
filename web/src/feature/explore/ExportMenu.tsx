// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

type Props = {
  /** The list of the API. */
  path: string;
  query: Record<string, string | number | boolean | null | undefined>;
  /** The columns on screen: member and heading. */
  columns: readonly { name: string; heading: string }[];
};

/** A heading may not hold what separates columns. */
const plain = (heading: string) => heading.replaceAll(/[,:]/g, ' ');

/** The address under which exactly this list is a file. */
export function fileAddress({ path, query, columns }: Props, format: 'csv' | 'xlsx'): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  search.set('format', format);
  search.set('columns', columns.map(({ name, heading }) => `${name}:${plain(heading)}`).join(','));
  return `${path}?${search}`;
}

/** Takes out what is seen: the same filters, order and columns, all pages. */
export function ExportMenu(props: Props) {
  const { t } = useLingui();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={t`Export what is seen`}
        >
          <Trans>Export</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={fileAddress(props, 'xlsx')} download>
          <Trans>Spreadsheet (XLSX)</Trans>
        </Menu.Item>
        <Menu.Item component="a" href={fileAddress(props, 'csv')} download>
          <Trans>Text with commas (CSV)</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
