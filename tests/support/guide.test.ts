// SPDX-License-Identifier: Apache-2.0
// The user's guide says what is on the screen: every label that it prints in bold is in the catalogue of its
// language, every picture and page that it names is there, and both languages have the same pages and pictures.
// That the steps are true is for the browser (tests/browser/guide.spec.ts), which makes the pictures.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { type Catalogue, catalogueOf, languages } from './catalogue.ts';
import { root } from './place.ts';

const guide = join(root, 'doc/guide');
const PICTURE_BYTES_MAX = 160_000;

const pagesOf = (language: string) => readdirSync(join(guide, language)).map((name) => `${language}/${name}`);
const textOf = (page: string) => readFileSync(join(guide, page), 'utf8').replace(/\s+/g, ' ');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? '');

/** What a text prints in bold, the steps of a way (`Explore → Heat map`) apart; a bold that begins with … is a heading of its own. */
function labelsOf(text: string): string[] {
  return all(text, /\*\*([^*]+)\*\*/g)
    .filter((bold) => !bold.startsWith('…'))
    .flatMap((bold) => bold.split(' → '));
}

const unsaid = (text: string, words: Catalogue) => labelsOf(text).filter((label) => !words.says(label));

test('guide__every_label_is_on_the_screen', async () => {
  for (const language of languages) {
    const words = await catalogueOf(language);
    for (const page of pagesOf(language)) assert.deepEqual(unsaid(textOf(page), words), [], `labels of ${page} that the screen does not have`);
  }
});

test('guide__a_label_that_is_gone_is_found', async () => {
  const words = await catalogueOf('nl');
  assert.deepEqual(unsaid('Kies **Verkennen → Hittekaart**, dan **Inchecken**. **… vet?**', words), ['Hittekaart']);
});

test('guide__every_picture_and_page_it_names_is_there', () => {
  for (const page of ['README.md', ...languages.flatMap(pagesOf)]) {
    const named = all(textOf(page), /\]\(([^)#]+)\)/g).filter((one) => !one.includes('://'));
    assert.notEqual(named.length, 0, `${page} leads somewhere`);
    for (const one of named) assert.ok(existsSync(join(guide, dirname(page), one)), `${page} names ${one}`);
  }
});

test('guide__every_picture_is_shown_once_and_small', () => {
  for (const language of languages) {
    const shown = pagesOf(language).flatMap((page) => all(textOf(page), /!\[[^\]]+\]\(\.\.\/picture\/([^)]+)\)/g));
    const kept = readdirSync(join(guide, 'picture', language)).map((name) => `${language}/${name}`);
    assert.deepEqual(shown.toSorted(), kept.toSorted());
    for (const picture of kept) assert.ok(statSync(join(guide, 'picture', picture)).size < PICTURE_BYTES_MAX, `${picture} is small`);
  }
});

test('guide__both_languages_have_the_same_pages_and_pictures', () => {
  const namesOf = (folder: string) => readdirSync(join(guide, folder)).toSorted();
  const [first, ...others] = languages;
  for (const other of others) {
    assert.deepEqual(namesOf(other), namesOf(first));
    assert.deepEqual(namesOf(`picture/${other}`), namesOf(`picture/${first}`));
  }
});
