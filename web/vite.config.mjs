// SPDX-License-Identifier: Apache-2.0
// Builds the client into dist/, which tool/embed packs into the binary.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformAsync } from '@babel/core';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import postcss from 'postcss';
import { defineConfig } from 'vite';

/**
 * Compiles the lingui macros. Only files that import one pass through Babel: plugin-react itself
 * no longer carries Babel, and the published bridge asks for a newer Node than the one we promise.
 */
function linguiMacro() {
  return {
    name: 'koers:lingui-macro',
    enforce: 'pre',
    async transform(code, id) {
      const path = id.split('?')[0];
      if (!/\.tsx?$/.test(path) || path.includes('node_modules')) return null;
      if (!/@lingui\/(core|react)\/macro/.test(code)) return null;
      const result = await transformAsync(code, {
        filename: path,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        plugins: ['@lingui/babel-plugin-lingui-macro'],
      });
      return { code: result.code, map: result.map };
    },
  };
}

/** The parts of @mantine/dates that a field with a calendar is made of. */
const CALENDAR =
  /^(Calendar|CalendarHeader|Day|Month|MonthsList|PickerControl|WeekdaysRow|YearsList|LevelsGroup)/;

/** Of the one sheet of @mantine/dates, keeps what a calendar needs: the rest is as much again. */
function calendarStyles() {
  return {
    name: 'koers:calendar-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0].endsWith('@mantine/dates/styles.css')) return null;
      const folder = join(dirname(id.split('?')[0]), 'esm/components');
      const unused = readdirSync(folder)
        .filter((name) => !CALENDAR.test(name))
        .flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
        .filter((file) => file.endsWith('.module.mjs'))
        .flatMap((file) => readFileSync(file, 'utf8').match(/m_[0-9a-f]+/g) ?? []);
      const sheet = postcss.parse(code);
      sheet.walkRules((rule) => {
        if (unused.some((name) => rule.selector.includes(name))) rule.remove();
      });
      return { code: sheet.toString(), map: null };
    },
  };
}

const api = process.env.KOERS_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [linguiMacro(), calendarStyles(), react(), lingui()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // Inlined assets would need data: in font-src, which the content security policy refuses.
    assetsInlineLimit: 0,
    // What every page needs is one sheet; a calendar or the map brings its own.
    cssCodeSplit: true,
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Three files instead of thirty small ones, since HTTP/1.1 fetches six at a time: libraries
        // and the frame, which every page needs at once, and what most pages show of the practice.
        // Charts, calendars, the tree, the map and what few pages show stay with those.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'base',
              test: /node_modules\/(?!uplot|@tanstack\/(react-)?virtual|@xyflow|d3-|zustand|classcat|@mantine\/dates|dayjs|@atlaskit)/,
            },
            {
              name: 'frame',
              test: /src\/(api|ui|locale|feature\/(session|cycle))\/(?!.*(Trend|Tree|DateField|AsOfField|DraggedNode|CycleDialog|\.po))/,
            },
            {
              name: 'practice',
              test: /src\/feature\/(action|checkin|edit|history|objective|okr|person|review|setting|unit)\/(?!.*(Trend|Tree|DateField|DraggedNode|CycleDialog|KeyResultFields))/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': api } },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
