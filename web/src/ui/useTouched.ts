// SPDX-License-Identifier: Apache-2.0
import { type SyntheticEvent, useState } from 'react';

/** What the fields of a form hold; what was chosen is in hidden ones. */
function heldBy(form: HTMLFormElement): string {
  const held = [...form.elements].map((field) => {
    if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type))
      return field.checked;
    return 'value' in field ? field.value : null;
  });
  return JSON.stringify(held);
}

/**
 * Whether somebody has filled in something of a form: typed it, or chosen it from a list or a
 * calendar, which is told by no event of input but by what the fields hold after a click or a key.
 */
export function useTouched(kept: boolean) {
  const [touched, setTouched] = useState(kept);
  const compare = ({ currentTarget: form }: SyntheticEvent<HTMLFormElement>) => {
    if (touched) return;
    const before = heldBy(form);
    setTimeout(() => heldBy(form) !== before && setTouched(true));
  };
  const touching = {
    onInput: () => setTouched(true),
    // Lists and calendars lie elsewhere in the page; their events come by here all the same.
    onClickCapture: compare,
    onKeyDownCapture: compare,
  };
  return { touched, touching };
}
