// SPDX-License-Identifier: Apache-2.0
// Runs before the first paint, so that a dark page never flashes white. It is a file of its own
// because the content security policy allows no script inside the page.
(function () {
  var root = document.documentElement;
  var chosen = null;
  try {
    chosen = localStorage.getItem('koers-color-scheme');
  } catch (e) {
    // Storage is refused: the system's scheme serves.
  }
  var dark =
    chosen === 'dark' ||
    (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
