// SPDX-License-Identifier: Apache-2.0
export default function Search(_props: { close: () => void; showShortcuts: () => void }) {
  return null;
}
